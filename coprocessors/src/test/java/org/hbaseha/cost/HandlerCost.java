package org.hbaseha.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.jspecify.annotations.Nullable;

/**
 * What an observer costs: CPU time of the RPC handlers, on four tables of one mini cluster, turn by turn: two without an observer, one whose observer does nothing,
 * one with the observer that is measured. Its cost is the difference of the last two; what HBase charges for calling any observer at all, for every Put of a batch
 * for instance, is the difference of the first and the third; how far two tables differ that are the same, or the quartiles of one of them, whichever is more, is
 * the noise.
 */
public final class HandlerCost {

    /** Rounds until the JVM has compiled what is measured: with 3 the quartiles of a Get were 60 % apart. */
    private static final int WARM_UP = Integer.getInteger("warmup", 20);

    private static final int ROUNDS = Integer.getInteger("rounds", 40);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String command;
    private final String variant;
    private final Class<? extends RegionCoprocessor> observer;
    private final double mostPercent;

    /**
     * @param command what the results are headed with
     * @param variant what the observer is called in them
     * @param mostPercent it holds where it costs no more, or less than the noise
     */
    public HandlerCost(
            String command, String variant, Class<? extends RegionCoprocessor> observer, double mostPercent) {
        this.command = command;
        this.variant = variant;
        this.observer = observer;
        this.mostPercent = mostPercent;
    }

    /** Measures {@code works}; prints nanoseconds as JSON, to the file that is named first or to standard output, and whether each holds. True where all do. */
    public boolean measure(List<Works> works, String... arguments) throws Exception {
        return measure(works, server -> {}, arguments);
    }

    /** The same; {@code begun} is told of the region server before anything is measured. */
    public boolean measure(List<Works> works, Consumer<OnlineRegions> begun, String... arguments) throws Exception {
        HBaseTestingUtility cluster = new HBaseTestingUtility();
        cluster.startMiniCluster(1);
        begun.accept(cluster.getMiniHBaseCluster().getRegionServer(0));
        List<CostResult> results = new ArrayList<>();
        try (Table stock = table(cluster, "stock", null);
                Table twin = table(cluster, "twin", null);
                Table idle = table(cluster, "idle", IdleObserver.class);
                Table observed = table(cluster, "observed", observer)) {
            for (Works work : works) {
                results.add(measure(work, List.of(stock, twin, idle, observed)));
            }
        }
        cluster.shutdownMiniCluster();
        results.forEach(result -> System.err.println(result.sentence()));
        String json = "{\"command\": \"" + command + "\", \"results\": [\n  "
                + results.stream().flatMap(CostResult::json).collect(Collectors.joining(",\n  ")) + "]}\n";
        if (arguments.length > 0) {
            Files.writeString(Path.of(arguments[0]), json);
        } else {
            System.out.print(json);
        }
        return results.stream().allMatch(CostResult::holds);
    }

    /** Does nothing, at some cost: HBase calls it all the same. */
    public static final class IdleObserver implements RegionCoprocessor, RegionObserver {

        @Override
        public Optional<RegionObserver> getRegionObserver() {
            return Optional.of(this);
        }
    }

    private static Table table(
            HBaseTestingUtility cluster, String name, @Nullable Class<? extends RegionCoprocessor> observer)
            throws Exception {
        TableDescriptorBuilder builder = TableDescriptorBuilder.newBuilder(TableName.valueOf(name))
                .setColumnFamily(ColumnFamilyDescriptorBuilder.of(Works.FAMILY));
        if (observer != null) {
            builder.setCoprocessor(observer.getName());
        }
        cluster.getAdmin().createTable(builder.build());
        Table table = cluster.getConnection().getTable(TableName.valueOf(name));
        Works.BATCH.on(table);
        return table;
    }

    private CostResult measure(Works work, List<Table> tables) throws Exception {
        List<List<Double>> nanos =
                tables.stream().<List<Double>>map(table -> new ArrayList<>()).toList();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int turn = 0; turn < tables.size(); turn++) {
                // Who goes first takes turns as well.
                int table = Math.floorMod(round + turn, tables.size());
                double each = nanosEach(work, tables.get(table));
                if (round >= 0) {
                    nanos.get(table).add(each);
                }
            }
        }
        nanos.forEach(Collections::sort);
        return new CostResult(
                work.scenario(), variant, mostPercent, nanos.get(0), nanos.get(1), nanos.get(2), nanos.get(3));
    }

    private static double nanosEach(Works work, Table table) throws Exception {
        long before = handlerNanos();
        int done = work.on(table);
        return (double) (handlerNanos() - before) / done;
    }

    private static long handlerNanos() {
        long nanos = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("RpcServer.")) {
                nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getId()));
            }
        }
        return nanos;
    }
}
