package org.hbaseha.it.workload;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.hbase.CallQueueTooBigException;
import org.apache.hadoop.hbase.NotServingRegionException;
import org.apache.hadoop.hbase.RegionTooBusyException;
import org.apache.hadoop.hbase.client.RetriesExhaustedException;
import org.apache.hadoop.hbase.client.RetriesExhaustedWithDetailsException;
import org.apache.hadoop.hbase.ipc.ServerNotRunningYetException;

/** Tells what a failed call may have done. When in doubt, {@link Outcome#INDETERMINATE}: only refusals before any effect are {@code FAIL}. */
final class FailureOutcome {

    private FailureOutcome() {}

    static Outcome of(Throwable failure) {
        Throwable cause = failure;
        while (isWrapper(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof ConnectException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof NotServingRegionException
                        || cause instanceof RegionTooBusyException
                        || cause instanceof CallQueueTooBigException
                        || cause instanceof ServerNotRunningYetException
                ? Outcome.FAIL
                : Outcome.INDETERMINATE;
    }

    private static boolean isWrapper(Throwable cause) {
        return cause instanceof CompletionException
                || (cause instanceof RetriesExhaustedException
                        && !(cause instanceof RetriesExhaustedWithDetailsException));
    }
}
