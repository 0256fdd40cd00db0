package org.hbaseha.monitor.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.hbaseha.config.HBaseAddress;

/**
 * A connection to one cluster. Its client gives up within a minute where HBase's defaults wait for twenty: a monitor would rather say that a cluster does not
 * answer, and ask again. Any thread; closing breaks off what is under way.
 */
public final class Cluster implements Closeable {

    /** Bounds one call; a digest takes less, for its budget is seconds. */
    private static final Duration RPC = Duration.ofSeconds(30);

    /** Bounds a call with its retries: long enough for a region that moves or is recovered. */
    private static final Duration OPERATION = Duration.ofSeconds(60);

    private final String name;
    private final HBaseAddress address;
    private final AsyncConnection connection;

    private Cluster(String name, HBaseAddress address, AsyncConnection connection) {
        this.name = name;
        this.address = address;
        this.connection = connection;
    }

    /** Connects. {@code name}: what people call it. Throws {@link IOException} where nobody answers within {@code patience}. */
    public static Cluster open(String name, Configuration configuration, Duration patience)
            throws IOException, InterruptedException {
        HBaseAddress address = HBaseAddress.of(configuration::get);
        CompletableFuture<AsyncConnection> connecting = ConnectionFactory.createAsyncConnection(tuned(configuration));
        try {
            return new Cluster(name, address, answer(connecting, patience));
        } catch (IOException e) {
            // Where it comes after all, nobody waits for it.
            var unused = connecting.thenAccept(Cluster::closeQuietly);
            throw new IOException(
                    "Cluster cannot be reached cluster=" + name + " zookeeper=" + address.zooKeeper()
                            + address.znodeParent(),
                    e);
        }
    }

    private static Configuration tuned(Configuration base) {
        Configuration tuned = new Configuration(base);
        Map.of(
                        "hbase.rpc.timeout", RPC.toMillis(),
                        "hbase.rpc.read.timeout", RPC.toMillis(),
                        "hbase.client.operation.timeout", OPERATION.toMillis(),
                        "hbase.client.meta.operation.timeout", OPERATION.toMillis(),
                        "hbase.client.scanner.timeout.period", RPC.toMillis())
                .forEach(tuned::setLong);
        return tuned;
    }

    private static void closeQuietly(AsyncConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It was not wanted any more, and there is nobody to tell.
            return;
        }
    }

    public String name() {
        return name;
    }

    public HBaseAddress address() {
        return address;
    }

    public AsyncConnection connection() {
        return connection;
    }

    public AsyncAdmin admin() {
        return connection.getAdmin();
    }

    public AsyncTable<?> table(TableName table) {
        return connection.getTable(table);
    }

    /** Waits for an answer; its failure comes as an {@link IOException}, and so does being late. */
    public static <T> T answer(CompletableFuture<T> future, Duration patience)
            throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("Cluster did not answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("Cluster did not answer in time waited=" + patience.toMillis() + "ms", e);
        }
    }

    /** As {@link #answer(CompletableFuture, Duration)}, for as long as this client tries. */
    public <T> T answer(CompletableFuture<T> future) throws IOException, InterruptedException {
        return answer(future, OPERATION.plusSeconds(5));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
