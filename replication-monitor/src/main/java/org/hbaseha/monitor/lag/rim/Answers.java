package org.hbaseha.monitor.lag.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what was asked asynchronously. */
final class Answers {

    private Answers() {}

    /** Its failure comes as an {@link IOException}, and so does being late. */
    static <T> T wait(CompletableFuture<T> future, Duration patience) throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException("Question failed", e);
        } catch (TimeoutException e) {
            throw new IOException("No answer in time waited=" + patience.toMillis() + "ms", e);
        }
    }
}
