package org.hbaseha.digest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Slots of one depth, in the order of their rows, none twice. What is in no slot was not written. Immutable.
 *
 * @param depth so many bits of a row's window count
 */
record SlotList(int depth, List<Slot> slots) {

    static final SlotList NONE = new SlotList(Slot.DEEPEST, List.of());

    SlotList {
        slots = List.copyOf(slots);
    }

    /** {@code slots} in any order, some of the same rows maybe, cut to {@code depth}. */
    static SlotList of(int depth, List<Slot> slots) {
        List<Slot> merged = new ArrayList<>();
        for (Slot slot : slots.stream().map(any -> any.cut(depth)).sorted().toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).hasRowsOf(slot)) {
                merged.set(last, merged.get(last).newer(slot));
            } else {
                merged.add(slot);
            }
        }
        return new SlotList(depth, merged);
    }

    /** What both know, as fine as the coarser of both. */
    SlotList plus(SlotList other) {
        List<Slot> both = new ArrayList<>(slots);
        both.addAll(other.slots);
        return of(Math.min(depth, other.depth), both);
    }

    /** The same at the greatest depth that leaves {@code most} slots, at least one. */
    SlotList within(int most) {
        if (slots.size() <= most) {
            return this;
        }
        int[] common = new int[slots.size() - 1];
        for (int i = 0; i < common.length; i++) {
            common[i] = slots.get(i).common(slots.get(i + 1));
        }
        Arrays.sort(common);
        // At depth d two neighbours are one slot when they have d bits in common: as many are left as have fewer, and
        // one.
        return of(common[most - 1], slots);
    }
}
