package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.repair.RepairPlanner;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.SureDifferences;
import org.hbaseha.monitor.repair.rim.RepairRun;
import org.hbaseha.monitor.repair.rim.RowAccess;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/** Plans rows as they are now; nothing is changed. */
final class RowPlans {

    private static final int AT_ONCE = 64;

    private RowPlans() {}

    /** Of rows that surely differ; those that do not any more are not among them. */
    static List<RowRepair> of(RowAccess access, RepairPlanner planner, List<RowFindings> confirmed)
            throws IOException, InterruptedException {
        List<RowRepair> plans = new ArrayList<>();
        for (int from = 0; from < confirmed.size(); from += AT_ONCE) {
            List<RowFindings> some = confirmed.subList(from, Math.min(confirmed.size(), from + AT_ONCE));
            List<RowPair> pairs =
                    read(access, some.stream().map(RowFindings::row).toList());
            for (int i = 0; i < some.size(); i++) {
                plans.add(planner.plan(pairs.get(i), new SureDifferences(some.get(i))));
            }
        }
        return plans.stream().filter(plan -> !plan.steps().isEmpty()).toList();
    }

    /** Of any rows, all of them. */
    static List<RowRepair> of(RowAccess access, Function<RowPair, RowRepair> planner, Collection<RowKey> rows)
            throws IOException, InterruptedException {
        List<RowKey> all = List.copyOf(rows);
        List<RowRepair> plans = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            read(access, all.subList(from, Math.min(all.size(), from + AT_ONCE))).stream()
                    .map(planner)
                    .forEach(plans::add);
        }
        return plans;
    }

    private static List<RowPair> read(RowAccess access, List<RowKey> rows) throws IOException, InterruptedException {
        List<CompletableFuture<RowPair>> reads = rows.stream().map(access::read).toList();
        List<RowPair> pairs = new ArrayList<>();
        for (CompletableFuture<RowPair> read : reads) {
            pairs.add(Cluster.answer(read, RepairRun.PATIENCE));
        }
        return pairs;
    }
}
