package org.hbaseha.controller.execution;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Hbck;
import org.hbaseha.controller.rim.HBaseClient;

/** HBase's way to be asked for a crash procedure. */
@FunctionalInterface
interface CrashProcedures {

    /** For the address of the active master, which ZooKeeper knows. */
    Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Asks the active master; blocks.
     *
     * @return the procedure's id; negative when it has one already, had one, or is shutting down
     * @throws IOException when there was no answer, so that it may or may not have been asked
     */
    long schedule(ServerName server) throws IOException, InterruptedException;

    /** By Hbck; a connection with {@link HBaseClient#tuned} time-outs answers or fails within seconds. */
    static CrashProcedures byHbck(AsyncConnection connection) {
        return server -> {
            Hbck hbck = HBaseClient.answer(connection.getHbck(), PATIENCE);
            List<Long> ids = hbck.scheduleServerCrashProcedures(List.of(server));
            return ids.isEmpty() ? -1 : ids.get(0);
        };
    }
}
