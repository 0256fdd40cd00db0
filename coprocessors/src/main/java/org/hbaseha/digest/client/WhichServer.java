package org.hbaseha.digest.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.apache.hadoop.hbase.client.AsyncTable;

/** Says which server a question failed on: that of the region which was asked. Operators must know. */
final class WhichServer {

    private WhichServer() {}

    /**
     * Fails, after the server's name was looked up.
     *
     * @param message makes what the failure says of the server's name and the cause
     */
    static <T> CompletableFuture<T> failed(
            AsyncTable<?> table, byte[] row, Throwable error, BiFunction<String, Throwable, String> message) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return table.getRegionLocator()
                .getRegionLocation(row)
                .handle((location, unknown) -> location == null ? "unknown" : String.valueOf(location.getServerName()))
                .thenCompose(
                        server -> CompletableFuture.failedFuture(new IOException(message.apply(server, cause), cause)));
    }
}
