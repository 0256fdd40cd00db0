package org.hbaseha.digest.region;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.hbaseha.digest.DirtySlots;
import org.jspecify.annotations.Nullable;

/**
 * The region operations that one thread is in, innermost first: another coprocessor may write to a second region, or once more to the same, from within the hooks
 * of the first. Each operation writes one batch after the other. What was begun and was not seen to end, for a hook of another coprocessor threw before ours was
 * called, ends with its operation, or with the one around it; then its region is wholly dirty. Only its thread changes it; any thread may look.
 */
final class WriteStack {

    /** What a thread does on a region. */
    enum Kind {
        BATCH,
        OTHER_OPERATION,
        BULK_LOAD
    }

    /** Deeper are operations whose end was not seen. */
    static final int DEEPEST = 64;

    private final Thread owner;
    private final LongSupplier clock;
    private volatile @Nullable Frame innermost;

    private static final class Frame {
        private final DirtySlots slots;
        private final Kind kind;
        private final @Nullable Frame outer;
        private final int depth;
        private volatile @Nullable OpenWrite write;

        Frame(DirtySlots slots, Kind kind, @Nullable Frame outer) {
            this.slots = slots;
            this.kind = kind;
            this.outer = outer;
            this.depth = outer == null ? 1 : outer.depth + 1;
        }
    }

    /** {@code clock}: the server's, in milliseconds. */
    WriteStack(Thread owner, LongSupplier clock) {
        this.owner = owner;
        this.clock = clock;
    }

    Thread owner() {
        return owner;
    }

    /** The thread enters an operation. */
    void enter(DirtySlots slots, Kind kind) {
        push(slots, kind);
    }

    private Frame push(DirtySlots slots, Kind kind) {
        Frame outer = innermost;
        if (outer != null && outer.depth >= DEEPEST) {
            leaveTo(null);
            outer = null;
        }
        Frame frame = new Frame(slots, kind, outer);
        innermost = frame;
        return frame;
    }

    /**
     * {@code write} begins in the innermost operation of that kind on that region, which is entered where there is none. Said once more of a write, who looks
     * from now on sees all its rows.
     */
    void begin(DirtySlots slots, Kind kind, OpenWrite write) {
        Frame frame = find(slots, kind);
        if (frame == null) {
            frame = push(slots, kind);
        } else if (frame != innermost) {
            leaveTo(frame);
        }
        frame.write = write;
    }

    /** What is under way in the innermost operation of that kind on that region; null where nothing is. */
    @Nullable OpenWrite writing(DirtySlots slots, Kind kind) {
        Frame frame = find(slots, kind);
        return frame == null ? null : frame.write;
    }

    /** The kind of the innermost operation on that region; empty where it is in none. */
    Optional<Kind> innermost(DirtySlots slots) {
        for (Frame frame = innermost; frame != null; frame = frame.outer) {
            if (frame.slots == slots) {
                return Optional.of(frame.kind);
            }
        }
        return Optional.empty();
    }

    /** What is under way there is over, and noted. */
    void end(DirtySlots slots, Kind kind) {
        Frame frame = find(slots, kind);
        if (frame != null) {
            frame.write = null;
        }
    }

    /** Leaves the innermost operation of that kind on that region, and what was entered within it. */
    void leave(DirtySlots slots, Kind kind) {
        Frame frame = find(slots, kind);
        if (frame != null) {
            leaveTo(frame.outer);
        }
    }

    private @Nullable Frame find(DirtySlots slots, Kind kind) {
        Frame frame = innermost;
        while (frame != null && (frame.slots != slots || frame.kind != kind)) {
            frame = frame.outer;
        }
        return frame;
    }

    private void leaveTo(@Nullable Frame outer) {
        for (Frame frame = innermost; frame != null && frame != outer; frame = frame.outer) {
            if (frame.write != null) {
                frame.slots.noteAll(frame.slots.time(clock.getAsLong()));
            }
        }
        innermost = outer;
    }

    /** Adds what is under way in operations on that region. Any thread. */
    void addTo(List<OpenWrite> writes, DirtySlots slots) {
        for (Frame frame = innermost; frame != null; frame = frame.outer) {
            OpenWrite write = frame.write;
            if (frame.slots == slots && write != null) {
                writes.add(write);
            }
        }
    }
}
