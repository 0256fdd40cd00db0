package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.util.List;

/**
 * The lag of one peer at one moment.
 *
 * @param sources the servers it comes from, the latest first
 * @param notes what limits it, in sentences
 */
public record LagReading(
        String peer,
        Moment at,
        Duration lag,
        Certainty certainty,
        Judgement judgement,
        LossEstimate loss,
        List<SourceLag> sources,
        List<String> notes) {

    public LagReading {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    public LagState state() {
        return judgement.state();
    }
}
