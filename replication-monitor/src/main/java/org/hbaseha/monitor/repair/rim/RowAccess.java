package org.hbaseha.monitor.repair.rim;

import java.util.concurrent.CompletableFuture;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/** The rows of a table of both clusters. Any thread. */
public interface RowAccess {

    /** As both sides have it now; fails with an {@link java.io.IOException}. */
    CompletableFuture<RowPair> read(RowKey row);

    /**
     * Changes the cell if it still is what it was. False where it was not, or where a first try had changed it and its answer was lost. Fails with an {@link
     * java.io.IOException}; whether it has changed is then not known.
     */
    CompletableFuture<Boolean> write(Write write);
}
