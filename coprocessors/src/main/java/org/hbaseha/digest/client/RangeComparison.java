package org.hbaseha.digest.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.PrefixSums;
import org.hbaseha.digest.PrefixSums.Difference;

/**
 * Compares a range of a table on two clusters, both at the same time: a few sums first, and finer ones only where they differ, down to rows. So equal
 * data costs one pass over either side and some hundred bytes between them, and a row that differs little more. Any thread.
 */
public final class RangeComparison {

    /** A part that differs is asked for again in so many: few rounds, and a small answer. */
    private static final int FINER_PARTS = 1024;

    /**
     * What was found.
     *
     * @param rows rows that differ, in the order of their keys, and what each side has of them
     * @param complete false where there are more than were wanted
     */
    public record Outcome(List<Difference> rows, boolean complete) {}

    private final Function<DigestRequest, CompletableFuture<PrefixSums>> here;
    private final Function<DigestRequest, CompletableFuture<PrefixSums>> there;
    private final int mostRows;

    /** {@code mostRows}: it ends when so many rows are found. */
    public RangeComparison(
            Function<DigestRequest, CompletableFuture<PrefixSums>> here,
            Function<DigestRequest, CompletableFuture<PrefixSums>> there,
            int mostRows) {
        this.here = here;
        this.there = there;
        this.mostRows = mostRows;
    }

    /** The rows that differ in the request's range, which both sides are asked for as it is. */
    public CompletableFuture<Outcome> compare(DigestRequest request) {
        List<Difference> rows = new ArrayList<>();
        return differences(request)
                .thenCompose(found -> descend(request, found, 0, rows))
                .thenApply(complete -> new Outcome(List.copyOf(rows), complete));
    }

    private CompletableFuture<List<Difference>> differences(DigestRequest request) {
        // Both are asked before either is waited for.
        CompletableFuture<PrefixSums> ours = here.apply(request);
        return ours.thenCombine(there.apply(request), PrefixSums::differences);
    }

    /** Goes through {@code found} from {@code next} on; true when that was all. */
    private CompletableFuture<Boolean> descend(
            DigestRequest request, List<Difference> found, int next, List<Difference> rows) {
        int at = next;
        while (at < found.size()
                && rows.size() < mostRows
                && isRow(found.get(at).range())) {
            rows.add(found.get(at));
            at++;
        }
        if (at == found.size() || rows.size() >= mostRows) {
            return CompletableFuture.completedFuture(at == found.size());
        }
        int after = at + 1;
        DigestRequest finer = request.within(found.get(at).range(), FINER_PARTS, Reading.BY_POSITION);
        return differences(finer)
                .thenCompose(inside -> descend(finer, inside, 0, rows))
                .thenCompose(complete ->
                        complete ? descend(request, found, after, rows) : CompletableFuture.completedFuture(false));
    }

    private static boolean isRow(KeyRange range) {
        return range.equals(KeyRange.ofRow(range.start()));
    }
}
