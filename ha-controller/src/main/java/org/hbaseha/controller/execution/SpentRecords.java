package org.hbaseha.controller.execution;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.hbaseha.controller.coordination.FencedStore;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.fencing.Epoch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes operators' records that have done their work, on a thread of its own, so that no step waits for it. What fails is asked for again at
 * the next reading. Called by the control loop; never blocks it.
 */
public final class SpentRecords implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpentRecords.class);

    private final FencedStore store;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(RimThreads.named("ha-spent-records"));

    public SpentRecords(FencedStore store) {
        this.store = store;
    }

    public void order(String id, Epoch epoch) {
        run(id, () -> store.removeOrder(id, epoch));
    }

    public void maintenance(String id, Epoch epoch) {
        run(id, () -> store.removeMaintenance(id, epoch));
    }

    private void run(String id, Supplier<StepOutcome> removal) {
        try {
            thread.execute(() -> LOG.info("Spent record to be removed id={} outcome={}", id, removal.get()));
        } catch (RejectedExecutionException closed) {
            LOG.debug("The controller stops; another leader removes it id={}", id);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
