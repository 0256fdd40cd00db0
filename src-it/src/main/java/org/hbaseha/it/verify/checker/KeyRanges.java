package org.hbaseha.it.verify.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.KeyRange;

/** Sets of rows that are made of ranges. Pure. */
final class KeyRanges {

    private KeyRanges() {}

    /** The rows of all of them: disjoint ranges, in the order of keys, those that touch joined. */
    static List<KeyRange> union(List<KeyRange> ranges) {
        List<KeyRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(KeyRange::start, Bytes.BYTES_COMPARATOR));
        List<KeyRange> union = new ArrayList<>();
        for (KeyRange range : sorted) {
            int last = union.size() - 1;
            if (last >= 0 && reaches(union.get(last), range.start())) {
                union.set(
                        last,
                        new KeyRange(
                                union.get(last).start(), later(union.get(last).end(), range.end())));
            } else {
                union.add(range);
            }
        }
        return List.copyOf(union);
    }

    private static boolean reaches(KeyRange range, byte[] row) {
        return range.end().length == 0 || Bytes.compareTo(range.end(), row) >= 0;
    }

    /** Of two ends, where an empty one is the end of the table. */
    private static byte[] later(byte[] one, byte[] other) {
        if (one.length == 0 || other.length == 0) {
            return new byte[0];
        }
        return Bytes.compareTo(one, other) >= 0 ? one : other;
    }
}
