package org.hbaseha.health.region;

import org.jspecify.annotations.Nullable;

/**
 * The unfinished writes of one thread, innermost last. Only its thread calls push and pop; any thread may ask {@link #since}. The arrays are
 * allocated once: a hook makes no garbage.
 */
final class ThreadSlot {

    /** No instant: {@link #push} never stores it. */
    static final long NOTHING = 0;

    /** Deeper nesting is taken for writes whose end was not seen. */
    private static final int DEPTH = 4;

    private final Thread owner;
    private final @Nullable Object[] writes = new @Nullable Object[DEPTH];
    private final @Nullable Object[] regions = new @Nullable Object[DEPTH];
    private int depth;
    private volatile long outermostSince = NOTHING;

    ThreadSlot(Thread owner) {
        this.owner = owner;
    }

    Thread owner() {
        return owner;
    }

    /** When the outermost write began, or {@link #NOTHING}. */
    long since() {
        return outermostSince;
    }

    void push(Object write, Object region, long now) {
        if (depth == DEPTH) {
            popTo(0);
        }
        writes[depth] = write;
        regions[depth] = region;
        depth++;
        if (depth == 1) {
            // A nanosecond is nothing; the one value that means "nothing" is avoided.
            outermostSince = now == NOTHING ? 1 : now;
        }
    }

    void popWrite(Object write) {
        for (int i = depth - 1; i >= 0; i--) {
            if (writes[i] == write) {
                popTo(i);
                return;
            }
        }
    }

    void popRegion(Object region) {
        for (int i = 0; i < depth; i++) {
            if (regions[i] == region) {
                popTo(i);
                return;
            }
        }
    }

    private void popTo(int newDepth) {
        while (depth > newDepth) {
            depth--;
            writes[depth] = null;
            regions[depth] = null;
        }
        if (newDepth == 0) {
            outermostSince = NOTHING;
        }
    }
}
