package org.hbaseha.digest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtySlots.Written;

/** Lays ranges that overlap over each other: of each row the newest time counts. */
final class RangeOverlay {

    private RangeOverlay() {}

    /** Disjoint, in the order of keys, neighbours with the same time joined. {@code layers} in any order; few of them cover the same row. */
    static List<Written> newest(List<Written> layers) {
        List<Written> waiting = new ArrayList<>(layers);
        waiting.sort(Comparator.comparing(layer -> layer.range().start(), Bytes.BYTES_COMPARATOR));
        TreeSet<byte[]> borders = new TreeSet<>(Bytes.BYTES_COMPARATOR);
        for (Written layer : layers) {
            borders.add(layer.range().start());
            if (layer.range().end().length > 0) {
                borders.add(layer.range().end());
            }
        }
        List<Written> found = new ArrayList<>();
        List<Written> covering = new ArrayList<>();
        int next = 0;
        for (byte[] border : borders) {
            covering.removeIf(layer -> Arrays.equals(layer.range().end(), border));
            while (next < waiting.size()
                    && Arrays.equals(waiting.get(next).range().start(), border)) {
                covering.add(waiting.get(next));
                next++;
            }
            byte[] after = borders.higher(border);
            KeyRange piece = new KeyRange(border, after == null ? new byte[0] : after);
            covering.stream().mapToLong(Written::time).max().ifPresent(time -> join(found, new Written(piece, time)));
        }
        return found;
    }

    private static void join(List<Written> found, Written piece) {
        int last = found.size() - 1;
        if (last >= 0
                && found.get(last).time() == piece.time()
                && Arrays.equals(found.get(last).range().end(), piece.range().start())) {
            found.set(
                    last,
                    new Written(
                            new KeyRange(
                                    found.get(last).range().start(),
                                    piece.range().end()),
                            piece.time()));
        } else {
            found.add(piece);
        }
    }
}
