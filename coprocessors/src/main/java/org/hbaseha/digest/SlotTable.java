package org.hbaseha.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots of one depth that are being written to: a hash table without objects. {@link #note} is called by any thread and takes no lock; whoever calls anything
 * else holds the lock of {@link DirtySlots}. It ends when it is frozen: then it takes no note any more, and so what was read of it is all there is.
 */
final class SlotTable {

    private static final VarHandle TIMES = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INDEX = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int WORDS = 3;

    /** Set in each time of a table that is frozen. */
    private static final long FROZEN = Long.MIN_VALUE;

    private final int skip;
    private final int depth;
    private final long maskA;
    private final long maskB;
    private final long maskC;
    private final long[] windows;
    private final long[] times;

    /** Twice as long as there may be slots; 0, or the number of a slot and 1. Written after the slot, and so read before it. */
    private final int[] index;

    private final int shift;

    private int size;

    /** {@code skip}: bytes of a row before its window. {@code capacity}: a power of two. */
    SlotTable(int skip, int depth, int capacity) {
        this.skip = skip;
        this.depth = depth;
        this.maskA = Slot.mask(depth, 0);
        this.maskB = Slot.mask(depth, 1);
        this.maskC = Slot.mask(depth, 2);
        this.windows = new long[WORDS * capacity];
        this.times = new long[capacity];
        this.index = new int[2 * capacity];
        this.shift = Long.numberOfLeadingZeros(index.length) + 1;
    }

    static SlotTable of(int skip, SlotList slots, int capacity) {
        SlotTable table = new SlotTable(skip, slots.depth(), capacity);
        slots.slots().forEach(slot -> table.add(slot.a(), slot.b(), slot.c(), slot.time()));
        return table;
    }

    int depth() {
        return depth;
    }

    int capacity() {
        return times.length;
    }

    boolean isFull() {
        return size == times.length;
    }

    /** False where it has no slot of that row, or is frozen. */
    boolean note(byte[] row, long time) {
        long a = Slot.word(row, skip) & maskA;
        long b = Slot.word(row, skip + Long.BYTES) & maskB;
        long c = Slot.word(row, skip + 2 * Long.BYTES) & maskC;
        int slot = find(a, b, c);
        return slot >= 0 && noteSlot(slot, time);
    }

    private boolean noteSlot(int slot, long time) {
        while (true) {
            long before = (long) TIMES.getVolatile(times, slot);
            if (before < 0) {
                return false;
            }
            // Most writes find their millisecond noted, and then nothing is written to memory that other threads read.
            if (before >= time || TIMES.compareAndSet(times, slot, before, time)) {
                return true;
            }
        }
    }

    private int find(long a, long b, long c) {
        int at = place(a, b, c);
        while (true) {
            int slot = (int) INDEX.getAcquire(index, at) - 1;
            if (slot < 0) {
                return slot;
            }
            int first = WORDS * slot;
            if (windows[first] == a && windows[first + 1] == b && windows[first + 2] == c) {
                return slot;
            }
            at = (at + 1) & (index.length - 1);
        }
    }

    private int place(long a, long b, long c) {
        return (int) (hash(a, b, c) >>> shift);
    }

    /** Its highest bits count. Coarse slots differ in a few high bits alone: these are brought down before they are multiplied. */
    static long hash(long a, long b, long c) {
        long hash = a ^ Long.rotateLeft(b, 21) ^ Long.rotateLeft(c, 42);
        return (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    }

    /** There is room, and no slot of that row. */
    void add(byte[] row, long time) {
        add(
                Slot.word(row, skip) & maskA,
                Slot.word(row, skip + Long.BYTES) & maskB,
                Slot.word(row, skip + 2 * Long.BYTES) & maskC,
                time);
    }

    private void add(long a, long b, long c, long time) {
        int slot = size;
        int first = WORDS * slot;
        windows[first] = a;
        windows[first + 1] = b;
        windows[first + 2] = c;
        TIMES.setVolatile(times, slot, time);
        int at = place(a, b, c);
        while (index[at] != 0) {
            at = (at + 1) & (index.length - 1);
        }
        INDEX.setRelease(index, at, slot + 1);
        size++;
    }

    /** What was noted so far. */
    SlotList read() {
        List<Slot> slots = new ArrayList<>(size);
        for (int slot = 0; slot < size; slot++) {
            slots.add(slot(slot, (long) TIMES.getVolatile(times, slot) & ~FROZEN));
        }
        return SlotList.of(depth, slots);
    }

    /** Takes no note from now on, and returns those it took. */
    SlotList freeze() {
        List<Slot> slots = new ArrayList<>(size);
        for (int slot = 0; slot < size; slot++) {
            slots.add(slot(slot, (long) TIMES.getAndBitwiseOr(times, slot, FROZEN)));
        }
        return SlotList.of(depth, slots);
    }

    private Slot slot(int slot, long time) {
        int first = WORDS * slot;
        return new Slot(windows[first], windows[first + 1], windows[first + 2], time);
    }
}
