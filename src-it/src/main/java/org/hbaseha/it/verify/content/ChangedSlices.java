package org.hbaseha.it.verify.content;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which rows are changed before a continuous check: all rows of some slices, where a slice is a thousandth of the table. So a share of the rows lies in the same
 * share of its ranges.
 *
 * @param slices their numbers, in order
 */
public record ChangedSlices(TableContent content, List<Integer> slices) {

    static final int SLICES = 1_000;

    public ChangedSlices {
        slices = List.copyOf(slices);
    }

    /** {@code perMille} slices at random; the same seed gives the same. */
    public static ChangedSlices of(TableContent content, int perMille, long seed) {
        if (perMille < 1 || perMille > SLICES || content.rows() < SLICES) {
            throw new IllegalArgumentException(
                    "Table cannot be changed in such a share perMille=" + perMille + " rows=" + content.rows());
        }
        List<Integer> left = IntStream.range(0, SLICES).boxed().collect(Collectors.toCollection(ArrayList::new));
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < perMille) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return new ChangedSlices(content, chosen.stream().sorted().toList());
    }

    /** Indexes of the first row of a slice and of the first one behind it. */
    public record Slice(int from, int to) {}

    public List<Slice> ranges() {
        return slices.stream()
                .map(slice -> new Slice(start(slice), start(slice + 1)))
                .toList();
    }

    private int start(int slice) {
        return (int) ((long) content.rows() * slice / SLICES);
    }

    public int rows() {
        return ranges().stream().mapToInt(slice -> slice.to() - slice.from()).sum();
    }
}
