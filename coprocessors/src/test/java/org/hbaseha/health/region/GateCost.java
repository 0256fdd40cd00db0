package org.hbaseha.health.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.hbaseha.cost.HandlerCost;
import org.hbaseha.cost.Works;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicClock;

/**
 * What the gate costs a Get, a Put, a batch of 200 Puts and a scanned row, with a lease that is renewed ten times a second. A main class of its own, for it takes minutes; exits with 0 where the gate costs at
 * most 1 %, or less than the noise, and with 1 where it is neither.
 */
public final class GateCost {

    private static final double MOST_PERCENT = 1;

    private GateCost() {}

    public static void main(String[] arguments) throws Exception {
        HandlerCost cost = new HandlerCost("gate cost", "hbase-ha-gate", LeaseGateObserver.class, MOST_PERCENT);
        System.exit(cost.measure(List.of(Works.values()), GateCost::keepLeased, arguments) ? 0 : 1);
    }

    /** As the agent does in automatic mode: with each beat that is acknowledged the gate is open for longer. */
    private static void keepLeased(OnlineRegions server) {
        ServerGate gate = ServerGate.of(server);
        MonotonicClock clock = MonotonicClock.system();
        // Ends with the process.
        var unused = Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(
                        () -> gate.openUntil(clock.now().plus(Duration.ofMinutes(1)), GateState.LEASED),
                        0,
                        100,
                        TimeUnit.MILLISECONDS);
    }
}
