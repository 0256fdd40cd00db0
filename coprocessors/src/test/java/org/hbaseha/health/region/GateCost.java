package org.hbaseha.health.region;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicClock;
import org.jspecify.annotations.Nullable;

/**
 * What the gate costs: CPU time of the RPC handlers for a Get, a Put, a batch of 200 Puts and a scanned row, on four tables of one mini cluster,
 * turn by turn: two without an observer, one whose observer does nothing, one with {@link LeaseGateObserver} and a lease that is renewed ten times a second. The gate is the difference of the last two;
 * what HBase charges for calling any observer at all, for every Put of a batch for instance, is the difference of the first and the third; how far two tables
 * differ that are the same, or the quartiles of one of them, whichever is more, is the noise. A main class of its own, for it takes minutes; prints
 * nanoseconds as JSON, to the file that is named or to standard output, and whether the gate costs at most 1 %, or less than the noise; exits with 1
 * where it is neither.
 */
public final class GateCost {

    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] VALUE = new byte[100];
    private static final int ROWS = 2_000;
    private static final int BATCH = 200;
    /** Rounds until the JVM has compiled what is measured: with 3 the quartiles of a Get were 60 % apart. */
    private static final int WARM_UP = 20;

    private static final double MOST_PERCENT = 1;
    private static final int ROUNDS = Integer.getInteger("rounds", 40);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @FunctionalInterface
    private interface Work {

        /** Returns how often what is measured was done. */
        int on(Table table) throws Exception;
    }

    private GateCost() {}

    public static void main(String[] arguments) throws Exception {
        HBaseTestingUtility cluster = new HBaseTestingUtility();
        cluster.startMiniCluster(1);
        List<Result> results = new ArrayList<>();
        ScheduledExecutorService agent = keepLeased(cluster);
        try (Table stock = table(cluster, "stock", null);
                Table twin = table(cluster, "twin", null);
                Table observed = table(cluster, "observed", IdleObserver.class);
                Table gated = table(cluster, "gated", LeaseGateObserver.class)) {
            for (Map.Entry<String, Work> work : works().entrySet()) {
                results.add(measure(work.getKey(), work.getValue(), List.of(stock, twin, observed, gated)));
            }
        }
        agent.shutdownNow();
        cluster.shutdownMiniCluster();
        results.forEach(result -> System.err.println(result.sentence()));
        String json = "{\"command\": \"gate cost\", \"results\": [\n  "
                + results.stream().flatMap(Result::json).collect(Collectors.joining(",\n  ")) + "]}\n";
        if (arguments.length > 0) {
            Files.writeString(Path.of(arguments[0]), json);
        } else {
            System.out.print(json);
        }
        System.exit(results.stream().allMatch(Result::holds) ? 0 : 1);
    }

    /** As the agent does in automatic mode: with each beat that is acknowledged the gate is open for longer. */
    private static ScheduledExecutorService keepLeased(HBaseTestingUtility cluster) {
        ServerGate gate = ServerGate.of(cluster.getMiniHBaseCluster().getRegionServer(0));
        MonotonicClock clock = MonotonicClock.system();
        ScheduledExecutorService agent = Executors.newSingleThreadScheduledExecutor();
        var unused = agent.scheduleAtFixedRate(
                () -> gate.openUntil(clock.now().plus(Duration.ofMinutes(1)), GateState.LEASED),
                0,
                100,
                TimeUnit.MILLISECONDS);
        return agent;
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
                .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY));
        if (observer != null) {
            builder.setCoprocessor(observer.getName());
        }
        cluster.getAdmin().createTable(builder.build());
        Table table = cluster.getConnection().getTable(TableName.valueOf(name));
        for (int from = 0; from < ROWS; from += BATCH) {
            table.put(puts(from));
        }
        return table;
    }

    private static Map<String, Work> works() {
        Map<String, Work> works = new LinkedHashMap<>();
        works.put("get", table -> {
            for (int i = 0; i < ROWS; i++) {
                table.get(new Get(Bytes.toBytes(i)));
            }
            return ROWS;
        });
        works.put("put", table -> {
            for (int i = 0; i < ROWS / 2; i++) {
                table.put(puts(i).get(0));
            }
            return ROWS / 2;
        });
        works.put("batch-200", table -> {
            for (int from = 0; from < ROWS; from += BATCH) {
                table.put(puts(from));
            }
            return ROWS / BATCH;
        });
        works.put("scan-row", table -> {
            int rows = 0;
            for (int i = 0; i < 10; i++) {
                try (ResultScanner scanner = table.getScanner(new Scan().setCaching(100))) {
                    while (scanner.next() != null) {
                        rows++;
                    }
                }
            }
            return rows;
        });
        return works;
    }

    private static List<Put> puts(int from) {
        List<Put> puts = new ArrayList<>(BATCH);
        for (int i = from; i < from + BATCH; i++) {
            puts.add(new Put(Bytes.toBytes(i % ROWS)).addColumn(FAMILY, FAMILY, VALUE));
        }
        return puts;
    }

    private static Result measure(String name, Work work, List<Table> tables) throws Exception {
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
        return new Result(name, nanos.get(0), nanos.get(1), nanos.get(2), nanos.get(3));
    }

    /** Nanoseconds of each round, sorted: without an observer, twice; with an idle one; with the gate. */
    private record Result(
            String scenario, List<Double> without, List<Double> twin, List<Double> idle, List<Double> gate) {

        private static double quantile(List<Double> sorted, int quarter) {
            return sorted.get(sorted.size() * quarter / 4);
        }

        private static double percent(List<Double> with, List<Double> without) {
            return 100 * (quantile(with, 2) / quantile(without, 2) - 1);
        }

        private double noisePercent() {
            double quartiles = 100 * (quantile(without, 3) - quantile(without, 1)) / quantile(without, 2);
            return Math.max(quartiles, Math.abs(percent(twin, without)));
        }

        boolean holds() {
            return percent(gate, idle) <= Math.max(MOST_PERCENT, noisePercent());
        }

        String sentence() {
            return String.format(
                    Locale.ROOT,
                    "%-10s %8.0f ns, any observer %+.1f %%, the gate in it %+.1f %%, noise %.1f %% (a twin %+.1f %%): %s",
                    scenario,
                    quantile(without, 2),
                    percent(idle, without),
                    percent(gate, idle),
                    noisePercent(),
                    percent(twin, without),
                    holds() ? "holds" : "BROKEN");
        }

        Stream<String> json() {
            return Stream.of(
                    line(scenario, "hbase", without),
                    line(scenario, "hbase-twin", twin),
                    line(scenario, "hbase-idle-observer", idle),
                    line(scenario, "hbase-ha-gate", gate));
        }
    }

    private static double nanosEach(Work work, Table table) throws Exception {
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

    private static String line(String scenario, String variant, List<Double> sorted) {
        return String.format(
                Locale.ROOT,
                "{\"scenario\": \"%s\", \"variant\": \"%s\", \"metric\": \"handler-cpu\", \"unit\": \"ns\", \"n\": %d, \"min\": %.0f, \"p25\": %.0f, \"median\": %.0f, \"p75\": %.0f, \"max\": %.0f}",
                scenario,
                variant,
                sorted.size(),
                sorted.get(0),
                sorted.get(sorted.size() / 4),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 3 / 4),
                sorted.get(sorted.size() - 1));
    }
}
