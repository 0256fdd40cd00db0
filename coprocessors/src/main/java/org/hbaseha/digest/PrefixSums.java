package org.hbaseha.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * The sums of a range's parts, where a part is all rows that begin with the same {@code depth} bits, or one row that is shorter. So two clusters
 * need not agree on borders: each reports parts as fine as it finds useful, and the finer ones are added up to the coarser. Parts without cells are
 * left out. Immutable.
 */
public final class PrefixSums {

    /** Of rows of any length: each part is one row. */
    public static final int WHOLE_ROWS = Short.MAX_VALUE * Byte.SIZE;

    public static final PrefixSums NONE = new PrefixSums(WHOLE_ROWS, List.of());

    /** Rows that begin with the bits of a prefix, or the row that is the prefix where it has fewer bytes than the depth takes. Nobody writes to it. */
    public static final class Part {
        private final byte[] prefix;
        private final RangeSum sum;

        Part(byte[] prefix, RangeSum sum) {
            this.prefix = prefix;
            this.sum = sum;
        }

        public byte[] prefix() {
            return prefix;
        }

        public RangeSum sum() {
            return sum;
        }
    }

    private final int depth;
    private final List<Part> parts;

    /** {@code parts} are in the order of their prefixes, which have no bits beyond {@code depth}. */
    PrefixSums(int depth, List<Part> parts) {
        this.depth = depth;
        this.parts = List.copyOf(parts);
    }

    public int depth() {
        return depth;
    }

    public List<Part> parts() {
        return parts;
    }

    public RangeSum total() {
        return parts.stream().map(Part::sum).reduce(RangeSum.NONE, RangeSum::plus);
    }

    /** What was summed of two disjoint sets of rows, as fine as the coarser of both. */
    public PrefixSums plus(PrefixSums other) {
        int common = Math.min(depth, other.depth);
        Map<byte[], RangeSum> sums = new TreeMap<>(Bytes.BYTES_COMPARATOR);
        addTo(sums, common);
        other.addTo(sums, common);
        return of(common, sums);
    }

    private void addTo(Map<byte[], RangeSum> sums, int wanted) {
        for (Part part : parts) {
            sums.merge(KeyPrefix.of(part.prefix(), wanted), part.sum(), RangeSum::plus);
        }
    }

    private static PrefixSums of(int depth, Map<byte[], RangeSum> sums) {
        List<Part> parts = new ArrayList<>(sums.size());
        sums.forEach((prefix, sum) -> parts.add(new Part(prefix, sum)));
        return new PrefixSums(depth, parts);
    }

    /** A part in which two clusters differ, and what each has there. */
    public record Difference(KeyRange range, RangeSum here, RangeSum there) {}

    /** Where this and {@code other}, which were made of the same range, differ; in the order of keys, and as fine as the coarser of both. */
    public List<Difference> differences(PrefixSums other) {
        int common = Math.min(depth, other.depth);
        Map<byte[], RangeSum> here = new TreeMap<>(Bytes.BYTES_COMPARATOR);
        Map<byte[], RangeSum> there = new TreeMap<>(Bytes.BYTES_COMPARATOR);
        addTo(here, common);
        other.addTo(there, common);
        Map<byte[], Difference> found = new TreeMap<>(Bytes.BYTES_COMPARATOR);
        here.forEach((prefix, sum) -> compare(found, prefix, common, sum, there.getOrDefault(prefix, RangeSum.NONE)));
        there.forEach((prefix, sum) -> {
            if (!here.containsKey(prefix)) {
                compare(found, prefix, common, RangeSum.NONE, sum);
            }
        });
        return List.copyOf(found.values());
    }

    private static void compare(
            Map<byte[], Difference> found, byte[] prefix, int depth, RangeSum here, RangeSum there) {
        if (!here.equals(there)) {
            found.put(prefix, new Difference(KeyPrefix.range(prefix, depth), here, there));
        }
    }
}
