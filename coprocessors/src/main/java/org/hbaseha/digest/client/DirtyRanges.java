package org.hbaseha.digest.client;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.AsyncTableRegionLocator;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.DirtyMarks.Part;
import org.hbaseha.digest.DirtyReply;
import org.hbaseha.digest.DirtyRequest;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.wire.endpoint.BytesService;

/**
 * Where one table of one cluster was written. All its regions are asked, some at a time, wherever they are: moves, splits and merges in the middle change nothing but that
 * their regions are wholly dirty. Any thread.
 */
public final class DirtyRanges {

    private static final BytesService SERVICE = new BytesService(DirtyRequest.ENDPOINT);

    private final AsyncTable<?> table;
    private final int tries;
    private final int atATime;

    /**
     * @param tries so often in a row a region may be looked for, or fail to answer, before the whole fails
     * @param atATime so many regions are asked at a time
     */
    public DirtyRanges(AsyncTable<?> table, int tries, int atATime) {
        this.table = table;
        this.tries = tries;
        this.atATime = atATime;
    }

    /**
     * What was written in {@code range} since {@code known}, and whether since {@code quietSince}. The answers are in the order of their keys and leave nothing out.
     * Fails with an {@link IOException} that names the server where a region could not be asked.
     */
    public CompletableFuture<List<DirtyAnswer>> ask(KeyRange range, DirtyMarks known, Instant quietSince) {
        CompletableFuture<List<Part>> parts =
                known.isEmpty() ? regions(range) : CompletableFuture.completedFuture(known.within(range));
        return parts.thenCompose(all -> ask(all, quietSince));
    }

    private CompletableFuture<List<Part>> regions(KeyRange range) {
        try {
            return locator().getStartKeys().thenApply(starts -> regions(range, starts));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** {@code starts} of regions, in order. */
    private static List<Part> regions(KeyRange range, List<byte[]> starts) {
        List<Part> parts = new ArrayList<>();
        Optional<KeyRange> rest = Optional.of(range);
        for (byte[] start : starts) {
            rest.flatMap(all -> all.before(start)).ifPresent(region -> parts.add(new Part(region, Optional.empty())));
            rest = rest.flatMap(all -> all.from(start));
        }
        rest.ifPresent(region -> parts.add(new Part(region, Optional.empty())));
        return parts;
    }

    private CompletableFuture<List<DirtyAnswer>> ask(List<Part> parts, Instant quietSince) {
        List<List<DirtyAnswer>> answers =
                parts.stream().<List<DirtyAnswer>>map(part -> new ArrayList<>()).toList();
        AtomicInteger next = new AtomicInteger();
        CompletableFuture<?>[] lanes = IntStream.range(0, Math.min(atATime, parts.size()))
                .mapToObj(lane -> askNext(parts, next, answers, quietSince))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(lanes)
                .thenApply(done -> answers.stream().flatMap(List::stream).toList());
    }

    /** Asks for one part after the other, as long as any is left. */
    private CompletableFuture<Void> askNext(
            List<Part> parts, AtomicInteger next, List<List<DirtyAnswer>> answers, Instant quietSince) {
        int mine = next.getAndIncrement();
        if (mine >= parts.size()) {
            return CompletableFuture.completedFuture(null);
        }
        DirtyRequest request =
                new DirtyRequest(parts.get(mine).range(), parts.get(mine).mark(), quietSince);
        return ask(request, answers.get(mine), 0).thenCompose(done -> askNext(parts, next, answers, quietSince));
    }

    private CompletableFuture<Void> ask(DirtyRequest request, List<DirtyAnswer> answers, int failures) {
        byte[] row = request.range().start();
        return SERVICE.ask(table, row, request.encode())
                .exceptionallyCompose(error -> failed(row, error))
                .thenCompose(bytes -> goOn(request, answers, failures, decode(bytes)));
    }

    private static DirtyReply decode(byte[] bytes) {
        try {
            return DirtyReply.decode(bytes);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private CompletableFuture<Void> goOn(
            DirtyRequest request, List<DirtyAnswer> answers, int failures, DirtyReply reply) {
        if (reply instanceof DirtyReply.Answered answered) {
            answers.add(answered.answer());
            return request.range()
                    .after(answered.answer().covered())
                    .map(rest -> ask(new DirtyRequest(rest, request.known(), request.quietSince()), answers, 0))
                    .orElseGet(() -> CompletableFuture.completedFuture(null));
        }
        byte[] row = request.range().start();
        if (failures + 1 >= tries) {
            return failed(row, new IOException(String.valueOf(reply)));
        }
        return Pause.then(Pause.after(failures), () -> locator()
                .getRegionLocation(row, true)
                .thenCompose(location -> ask(request, answers, failures + 1)));
    }

    private <T> CompletableFuture<T> failed(byte[] row, Throwable error) {
        return WhichServer.failed(
                table,
                row,
                error,
                (server, cause) -> "Region could not be asked what was written table=" + table.getName() + " server="
                        + server + " cause=" + cause.getMessage());
    }

    private AsyncTableRegionLocator locator() {
        return table.getRegionLocator();
    }
}
