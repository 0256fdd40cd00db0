package org.hbaseha.controller.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;

/**
 * How the controller talks to HBase: in a hurry. Its client's defaults wait minutes for a master or a region that is just changing hands; we
 * would rather be told and ask again. One place for the time-outs of all connections. Pure but for the wait.
 */
public final class HBaseClient {

    /** Bounds one RPC; an overloaded master answers within it, a frozen one is found out by it. */
    private static final Duration RPC = Duration.ofSeconds(2);

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private HBaseClient() {}

    /** A copy of {@code base} with short time-outs and hardly any retries. */
    public static Configuration tuned(Configuration base) {
        Configuration quick = new Configuration(base);
        Map.of(
                        "hbase.rpc.timeout", RPC.toMillis(),
                        "hbase.rpc.read.timeout", RPC.toMillis(),
                        "hbase.client.operation.timeout", RPC.toMillis(),
                        "hbase.client.meta.operation.timeout", RPC.toMillis(),
                        "hbase.client.scanner.timeout.period", RPC.toMillis(),
                        "hbase.client.retries.number", 2L,
                        "hbase.client.pause", PAUSE.toMillis(),
                        "hbase.ipc.client.socket.timeout.connect", CONNECT.toMillis(),
                        "zookeeper.recovery.retry", 1L,
                        "zookeeper.recovery.retry.intervalmill", 100L)
                .forEach(quick::setLong);
        return quick;
    }

    /** Waits for an answer of the asynchronous client; its failure comes as an {@link IOException}, and so does being late. */
    public static <T> T answer(CompletableFuture<T> future, Duration patience)
            throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException("HBase did not answer", e);
        } catch (TimeoutException e) {
            throw new IOException("HBase did not answer in time waited=" + patience.toMillis() + "ms", e);
        }
    }
}
