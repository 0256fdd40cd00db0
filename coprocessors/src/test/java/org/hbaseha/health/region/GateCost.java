package org.hbaseha.health.region;

import java.util.List;
import org.hbaseha.cost.HandlerCost;
import org.hbaseha.cost.Works;

/**
 * What the gate costs a Get, a Put, a batch of 200 Puts and a scanned row. A main class of its own, for it takes minutes; exits with 0 where the gate costs at
 * most 1 %, or less than the noise, and with 1 where it is neither.
 */
public final class GateCost {

    private static final double MOST_PERCENT = 1;

    private GateCost() {}

    public static void main(String[] arguments) throws Exception {
        HandlerCost cost = new HandlerCost("gate cost", "hbase-ha-gate", LeaseGateObserver.class, MOST_PERCENT);
        System.exit(cost.measure(List.of(Works.values()), arguments) ? 0 : 1);
    }
}
