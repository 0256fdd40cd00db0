package org.hbaseha.controller.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to HBase for somebody in a hurry: short time-outs, hardly any retries of its own, opened on first use and again after it could
 * not be opened. HBase's defaults wait minutes for a master that is just changing; we would rather be told and ask again.
 *
 * <p>Each user has one of its own thread; {@link #close} may be called by any.
 */
public final class HBaseLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HBaseLink.class);

    private final Configuration configuration;
    private final Duration patience;
    private Optional<CompletableFuture<AsyncConnection>> opening = Optional.empty();
    private boolean closed;

    /** {@code patience} bounds one RPC and, by {@link #answer}, one answer. */
    public HBaseLink(Configuration base, Duration patience) {
        this.configuration = inAHurry(base, patience);
        this.patience = patience;
    }

    private static Configuration inAHurry(Configuration base, Duration patience) {
        Configuration quick = new Configuration(base);
        long millis = patience.toMillis();
        Map<String, Long> settings = Map.of(
                "hbase.rpc.timeout",
                millis,
                "hbase.rpc.read.timeout",
                millis,
                "hbase.client.operation.timeout",
                millis,
                "hbase.client.meta.operation.timeout",
                millis,
                "hbase.client.scanner.timeout.period",
                millis,
                "hbase.client.retries.number",
                2L,
                "hbase.client.pause",
                50L,
                "hbase.ipc.client.socket.timeout.connect",
                Math.min(millis, 1000L),
                "zookeeper.recovery.retry",
                1L,
                "zookeeper.recovery.retry.intervalmill",
                100L);
        settings.forEach(quick::setLong);
        return quick;
    }

    /** Waits for the connection, at most as long as for an answer. */
    public AsyncConnection connection() throws IOException, InterruptedException {
        CompletableFuture<AsyncConnection> pending;
        synchronized (this) {
            if (closed) {
                throw new IOException("Connection to HBase is closed");
            }
            if (opening.isEmpty() || opening.get().isCompletedExceptionally()) {
                opening = Optional.of(ConnectionFactory.createAsyncConnection(configuration));
            }
            pending = opening.get();
        }
        return answer(pending);
    }

    /** Waits for an answer, and gives its failure as an {@link IOException}. */
    public <T> T answer(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException("HBase did not answer", e);
        } catch (TimeoutException e) {
            throw new IOException("HBase did not answer in time waited=" + patience, e);
        }
    }

    @Override
    public void close() {
        Optional<CompletableFuture<AsyncConnection>> last;
        synchronized (this) {
            closed = true;
            last = opening;
        }
        last.ifPresent(pending -> pending.whenComplete((connection, failure) -> {
                    if (connection != null) {
                        closeQuietly(connection);
                    }
                })
                .exceptionally(neverOpened -> null));
    }

    private static void closeQuietly(AsyncConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("Connection to HBase could not be closed", e);
        }
    }
}
