package org.hbaseha.digest.region;

import java.util.List;
import org.hbaseha.cost.HandlerCost;
import org.hbaseha.cost.Works;

/**
 * What it costs a Put and a batch of 200 Puts that their rows are noted. A main class of its own, for it takes minutes; exits with 0 where that is at most 3 %,
 * or less than the noise, and with 1 where it is neither.
 */
public final class DirtyRangeCost {

    private static final double MOST_PERCENT = 3;

    private DirtyRangeCost() {}

    public static void main(String[] arguments) throws Exception {
        HandlerCost cost =
                new HandlerCost("dirty range cost", "hbase-ha-dirty-ranges", DirtyRangeObserver.class, MOST_PERCENT);
        System.exit(cost.measure(List.of(Works.PUT, Works.BATCH), arguments) ? 0 : 1);
    }
}
