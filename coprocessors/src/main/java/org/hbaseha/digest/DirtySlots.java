package org.hbaseha.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When which rows of a region were written last: at most {@value #MOST} slots, in 14 KiB at most.
 *
 * <p>A slot is all rows that begin with the same bits, as in {@link PrefixSumming}: each written row is a slot of its own at first, and when there are too many the
 * deepest prefix is taken that leaves half of them. So nobody has to know how keys look; few writes are known row by row, however they lie; many by ranges that follow
 * their density. Fixed slots would be simpler, but a write would cost the reading of 1/256 of a region where a row will do, and keys that begin alike, as numbers in
 * decimals do, would share a few of them. Slots that many writes have made coarse are moved to a second, coarser list once they are old ({@link #renew}), and the
 * fine ones begin anew: what is written now is known finely again, and nothing is forgotten. What the slots know is always too much, never too little.
 *
 * <p>{@link #time} and {@link #note} are called by all handlers: no lock, some ten nanoseconds, and no write to memory but for a slot's first note of
 * a millisecond. The first write of a slot takes a lock, to make it; that is rare once a region's slots are learnt.
 *
 * <p>A write of a row is, in this order: it is among those under way; it becomes visible; its time is taken by {@link #time}; it is noted; it is no longer under
 * way. An ask is: its mark is taken by {@link #mark}; rows of all writes under way are noted at that mark; the slots are read by {@link #since}, from the mark of the
 * ask before, or an earlier one. <b>Then a row that an ask leaves out has not changed since it was read, if that was after the ask before.</b> Proof: let a write
 * become visible after that reading and before the ask notes what is under way. Where it is under way still, the ask notes it, and reports it. Otherwise its own note
 * stands before the ask reads the slots; its time was taken after it became visible, so after the mark of the ask before, which is a floor under all later
 * times; and slots never go back: the ask reports it as well. A write that becomes visible later is the next ask's. No clock is trusted for this, not even to go forward.
 */
public final class DirtySlots {

    /** Of those being written to; a quarter of that is kept of the older ones. */
    static final int MOST = 256;

    private static final int FIRST = 16;
    private static final int MOST_OLD = MOST / 4;
    private static final VarHandle FLOOR;
    private static final VarHandle WHOLE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            FLOOR = lookup.findVarHandle(DirtySlots.class, "floor", long.class);
            WHOLE = lookup.findVarHandle(DirtySlots.class, "whole", long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A class has its own fields", e);
        }
    }

    /** Rows that were written, and when the last of them was, in milliseconds. */
    public record Written(KeyRange range, long time) {}

    private final KeyRange region;

    /** What all rows of the region begin with. */
    private final byte[] prefix;

    private volatile long floor;

    /** When anything at all may have been written, wherever. */
    private volatile long whole;

    private volatile SlotTable table;
    private long tableSince;
    private SlotList old = SlotList.NONE;

    /** Of a region that was opened, or found, at {@code now}: what was written before is unknown, so that all of it was written now. */
    public DirtySlots(KeyRange region, long now) {
        this.region = region;
        this.prefix = prefixOf(region);
        this.floor = now;
        this.whole = now;
        this.tableSince = now;
        this.table = new SlotTable(prefix.length, Slot.DEEPEST, FIRST);
    }

    private static byte[] prefixOf(KeyRange region) {
        int mismatch = Arrays.mismatch(region.start(), region.end());
        return Arrays.copyOf(region.start(), region.end().length == 0 ? 0 : Math.max(0, mismatch));
    }

    public KeyRange region() {
        return region;
    }

    /** The time to note a write by that is visible now: {@code now} by the server's clock, or the last mark where that is later. */
    public long time(long now) {
        return Math.max(now, floor);
    }

    /** {@code row} was written at {@code time}, which is {@link #time}'s or {@link #mark}'s. Any thread. */
    public void note(byte[] row, long time) {
        if (!table.note(row, time)) {
            noteAnew(row, time);
        }
    }

    private synchronized void noteAnew(byte[] row, long time) {
        // Only who holds the lock freezes: this table is not frozen.
        if (table.note(row, time)) {
            return;
        }
        if (table.isFull()) {
            SlotList slots = table.freeze();
            int capacity = Math.min(MOST, 2 * table.capacity());
            table = SlotTable.of(prefix.length, slots.within(capacity / 2), capacity);
            if (table.note(row, time)) {
                return;
            }
        }
        table.add(row, time);
    }

    /** Any row may have been written at {@code time}, as by a bulk load. Any thread. */
    public void noteAll(long time) {
        long before = whole;
        while (before < time && !WHOLE.compareAndSet(this, before, time)) {
            before = whole;
        }
    }

    /** Begins an ask: all times taken later are not before the mark that is returned, which is {@code now} unless a mark was later already. */
    public long mark(long now) {
        long before = floor;
        while (before < now && !FLOOR.compareAndSet(this, before, now)) {
            before = floor;
        }
        return Math.max(before, now);
    }

    /** What was written at {@code since} or later: disjoint ranges, in the order of their keys. */
    public List<Written> since(long since) {
        return RangeOverlay.newest(layers(since));
    }

    private synchronized List<Written> layers(long since) {
        List<Written> layers = new ArrayList<>();
        if (whole >= since) {
            layers.add(new Written(region, whole));
        }
        addTo(layers, old, since);
        addTo(layers, table.read(), since);
        return layers;
    }

    private void addTo(List<Written> layers, SlotList slots, long since) {
        for (Slot slot : slots.slots()) {
            if (slot.time() >= since) {
                // The first and the last slot reach beyond the region.
                slot.range(prefix, slots.depth())
                        .and(region)
                        .ifPresent(range -> layers.add(new Written(range, slot.time())));
            }
        }
    }

    /** Begins anew with fine slots, where they have become coarse and were begun before {@code before}. */
    public synchronized void renew(long before, long now) {
        if (table.depth() == Slot.DEEPEST || tableSince >= before) {
            return;
        }
        old = old.plus(table.freeze()).within(MOST_OLD);
        table = new SlotTable(prefix.length, Slot.DEEPEST, FIRST);
        tableSince = now;
    }
}
