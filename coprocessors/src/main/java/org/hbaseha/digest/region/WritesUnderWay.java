package org.hbaseha.digest.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.hbaseha.digest.DirtySlots;

/**
 * Which writes of all regions have begun and not ended. Each handler writes only to a {@link WriteStack} of its own; who asks for a region looks through all of
 * them. No lock, no counter that handlers share.
 */
final class WritesUnderWay {

    private final Queue<WriteStack> stacks = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<WriteStack> stackOfThread = ThreadLocal.withInitial(this::newStack);

    private final LongSupplier clock;

    WritesUnderWay(LongSupplier clock) {
        this.clock = clock;
    }

    private WriteStack newStack() {
        forgetDeadThreads();
        WriteStack stack = new WriteStack(Thread.currentThread(), clock);
        stacks.add(stack);
        return stack;
    }

    private void forgetDeadThreads() {
        stacks.removeIf(stack -> !stack.owner().isAlive());
    }

    /** That of this thread. */
    WriteStack mine() {
        return stackOfThread.get();
    }

    /** What is being written to the region of {@code slots}. */
    List<OpenWrite> of(DirtySlots slots) {
        List<OpenWrite> writes = new ArrayList<>();
        stacks.forEach(stack -> stack.addTo(writes, slots));
        return writes;
    }
}
