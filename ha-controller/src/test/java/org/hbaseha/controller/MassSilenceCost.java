package org.hbaseha.controller;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.layout.Mode;
import org.hbaseha.wire.ConnectOutcome;

/**
 * What a turn and a view cost a leader while many servers of a large cluster are silent. Work is counted in bytes allocated: whoever
 * looks at all servers for each incident makes lists of them, and unlike time this does not depend on what else the machine does. {@code
 * main} prints both for several sizes.
 */
final class MassSilenceCost {

    private static final long TURN_MILLIS = 20;
    private static final long VIRTUAL_MILLIS = 5_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CoreScene scene;

    /** @param incidents open ones at the end */
    record Cost(int incidents, long turnBytes, double turnMillis, long viewBytes, double viewMillis) {}

    private MassSilenceCost(int servers) {
        scene = CoreScene.leading(servers).mode(Mode.AUTOMATIC);
    }

    /** {@code silent} servers of {@code servers} freeze; measured when all of them are dead, for five virtual seconds. */
    static Cost of(int servers, int silent) {
        return new MassSilenceCost(servers).measure(silent);
    }

    private Cost measure(int silent) {
        ServerName[] gone = IntStream.range(0, silent).mapToObj(scene::s).toArray(ServerName[]::new);
        scene.silence(gone);
        for (ServerName server : gone) {
            scene.port(server, ConnectOutcome.CONNECTED);
        }
        scene.run(9_000);
        long turns = VIRTUAL_MILLIS / TURN_MILLIS;
        long bytes = allocated();
        long start = System.nanoTime();
        scene.run(VIRTUAL_MILLIS);
        double turnMillis = (System.nanoTime() - start) / 1e6 / turns;
        long turnBytes = (allocated() - bytes) / turns;
        bytes = allocated();
        start = System.nanoTime();
        int incidents = scene.view().openIncidents().size();
        scene.history();
        return new Cost(incidents, turnBytes, turnMillis, allocated() - bytes, (System.nanoTime() - start) / 1e6);
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    public static void main(String[] args) {
        System.out.println("servers silent incidents  turn ms  turn KiB  view ms  view KiB");
        for (int silent : args.length > 0
                ? Stream.of(args).mapToInt(Integer::parseInt).toArray()
                : new int[] {0, 100, 300, 500, 900}) {
            Cost cost = of(1000, silent);
            System.out.printf(
                    "%7d %6d %9d %8.2f %9d %8.2f %9d%n",
                    1000,
                    silent,
                    cost.incidents(),
                    cost.turnMillis(),
                    cost.turnBytes() / 1024,
                    cost.viewMillis(),
                    cost.viewBytes() / 1024);
        }
    }
}
