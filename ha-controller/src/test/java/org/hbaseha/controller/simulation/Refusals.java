package org.hbaseha.controller.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How often gates were seen to refuse what stock HBase would have served, by what made it right. */
record Refusals(Map<RefusalJudge.Reason, Integer> times) {

    static final Refusals NONE = new Refusals(Map.of());

    Refusals {
        times = Map.copyOf(times);
    }

    Refusals plus(RefusalJudge.Reason reason) {
        return plus(new Refusals(Map.of(reason, 1)));
    }

    Refusals plus(Refusals other) {
        Map<RefusalJudge.Reason, Integer> sum = new EnumMap<>(RefusalJudge.Reason.class);
        sum.putAll(times);
        other.times.forEach((reason, more) -> sum.merge(reason, more, Integer::sum));
        return new Refusals(sum);
    }

    int times(RefusalJudge.Reason reason) {
        return times.getOrDefault(reason, 0);
    }
}
