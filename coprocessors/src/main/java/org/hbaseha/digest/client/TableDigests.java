package org.hbaseha.digest.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.exceptions.UnknownProtocolException;
import org.hbaseha.digest.DigestAnswer;
import org.hbaseha.digest.DigestReply;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.PrefixSums;
import org.hbaseha.wire.endpoint.BytesService;

/**
 * The digests of one table of one cluster. A range is asked for region by region, and goes on where an answer broke off, wherever the regions are by then:
 * moves, splits and merges in the middle change nothing. Any thread.
 */
public final class TableDigests {

    private static final BytesService SERVICE = new BytesService(DigestRequest.ENDPOINT);

    /** Told of each answer. */
    @FunctionalInterface
    public interface Progress {
        void read(long rows, long bytes);
    }

    private final AsyncTable<?> table;
    private final int tries;
    private final Progress progress;

    /** {@code tries}: so often in a row a question may fail before the whole fails. */
    public TableDigests(AsyncTable<?> table, int tries, Progress progress) {
        this.table = table;
        this.tries = tries;
        this.progress = progress;
    }

    /** The sums of the request's range. Fails with an {@link IOException} that says what keeps it from being read. */
    public CompletableFuture<PrefixSums> sums(DigestRequest request) {
        return ask(request, PrefixSums.NONE, 0);
    }

    private CompletableFuture<PrefixSums> ask(DigestRequest request, PrefixSums before, int failures) {
        return SERVICE.ask(table, request.range().start(), request.encode())
                .exceptionallyCompose(failure -> notAnswered(request, failure))
                .thenCompose(bytes -> goOn(request, before, failures, decode(bytes)));
    }

    private CompletableFuture<byte[]> notAnswered(DigestRequest request, Throwable failure) {
        return WhichServer.failed(
                table,
                request.range().start(),
                failure,
                (server, cause) -> (isNotDeployed(cause) ? "Digests are not deployed" : "Digest was not answered")
                        + " table=" + table.getName() + " server=" + server + " range=" + request.range());
    }

    private static boolean isNotDeployed(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof UnknownProtocolException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static DigestReply decode(byte[] bytes) {
        try {
            return DigestReply.decode(bytes);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private CompletableFuture<PrefixSums> goOn(
            DigestRequest request, PrefixSums before, int failures, DigestReply reply) {
        if (reply instanceof DigestReply.Answered answered) {
            DigestAnswer answer = answered.answer();
            progress.read(answer.rows(), answer.bytes());
            PrefixSums sums = before.plus(answer.sums());
            return answer.resume()
                    .map(row -> ask(request.goingOnAt(row), sums, 0))
                    .orElseGet(() -> CompletableFuture.completedFuture(sums));
        }
        if (reply instanceof DigestReply.Busy busy) {
            return Pause.then(busy.retryAfter(), () -> ask(request, before, failures));
        }
        if (failures + 1 >= tries) {
            return CompletableFuture.failedFuture(new IOException("Range could not be read table=" + table.getName()
                    + " range=" + request.range() + " tries=" + tries + " reply=" + reply));
        }
        return Pause.then(Pause.after(failures), () -> ask(request, before, failures + 1));
    }
}
