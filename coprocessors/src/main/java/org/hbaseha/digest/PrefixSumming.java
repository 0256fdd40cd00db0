package org.hbaseha.digest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hbase.Cell;

/**
 * Sums up the cells of a range in one pass, in the order of their rows, into at most so many parts. Begins with a part for each row; when there are
 * too many it takes the deepest prefix that leaves half of them. So keys of any shape are parted well, and nobody has to know how they look. One
 * object for one pass of one thread.
 */
public final class PrefixSumming {

    private final CellHash hash = new CellHash();
    private final int most;
    private final List<Bucket> buckets = new ArrayList<>();
    private int depth = PrefixSums.WHOLE_ROWS;

    private static final class Bucket {
        private byte[] prefix;
        private long cells;
        private long low;
        private long high;

        Bucket(byte[] prefix) {
            this.prefix = prefix;
        }

        void add(Bucket other) {
            cells += other.cells;
            low += other.low;
            high += other.high;
        }
    }

    /** {@code most}: so many parts are answered at most; at least 1. */
    public PrefixSumming(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A range has at least one part most=" + most);
        }
        this.most = most;
    }

    /** Adds a cell whose row is that of the cell before, or comes after it. */
    public void add(Cell cell) {
        hash.hash(cell);
        Bucket bucket = bucket();
        bucket.cells++;
        bucket.low += hash.low();
        bucket.high += hash.high();
    }

    /** That of the row that was hashed last. */
    private Bucket bucket() {
        if (!buckets.isEmpty()) {
            Bucket last = buckets.get(buckets.size() - 1);
            if (hash.rowHasPrefix(last.prefix, depth)) {
                return last;
            }
        }
        buckets.add(new Bucket(hash.rowPrefix(depth)));
        if (buckets.size() > most) {
            coarsen();
        }
        return buckets.get(buckets.size() - 1);
    }

    /** Takes the greatest depth that leaves half of the parts, at least one. */
    private void coarsen() {
        int wanted = Math.max(1, most / 2);
        int[] starts = new int[buckets.size() - 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = KeyPrefix.common(buckets.get(i).prefix, buckets.get(i + 1).prefix);
        }
        int[] sorted = starts.clone();
        Arrays.sort(sorted);
        // At depth d two neighbours are one part when they have d bits in common: as many parts are left as have fewer,
        // and one.
        depth = sorted[wanted - 1];
        merge(starts);
    }

    private void merge(int[] common) {
        List<Bucket> merged = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            Bucket bucket = buckets.get(i);
            if (i > 0 && common[i - 1] >= depth) {
                merged.get(merged.size() - 1).add(bucket);
            } else {
                bucket.prefix = KeyPrefix.of(bucket.prefix, depth);
                merged.add(bucket);
            }
        }
        buckets.clear();
        buckets.addAll(merged);
    }

    /** What was added so far. */
    public PrefixSums sums() {
        return new PrefixSums(
                depth,
                buckets.stream()
                        .map(bucket ->
                                new PrefixSums.Part(bucket.prefix, new RangeSum(bucket.cells, bucket.low, bucket.high)))
                        .toList());
    }
}
