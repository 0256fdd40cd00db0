package org.hbaseha.controller.execution;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.Hbck;
import org.hbaseha.controller.rim.HBaseLink;

/** HBase's way to be asked for a crash procedure. */
@FunctionalInterface
public interface CrashProcedures {

    /**
     * Asks the active master; blocks.
     *
     * @return the procedure's id; negative when it has one already, had one, or is shutting down
     * @throws IOException when there was no answer, so that it may or may not have been asked
     */
    long schedule(ServerName server) throws IOException, InterruptedException;

    /** By Hbck, over {@code link}. */
    static CrashProcedures byHbck(HBaseLink link) {
        return server -> {
            Hbck hbck = link.answer(link.connection().getHbck());
            List<Long> ids = hbck.scheduleServerCrashProcedures(List.of(server));
            return ids.isEmpty() ? -1 : ids.get(0);
        };
    }
}
