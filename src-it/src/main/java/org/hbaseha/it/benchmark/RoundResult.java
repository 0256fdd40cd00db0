package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.invariant.RegionOutage;

/**
 * What one fault did.
 *
 * @param process name of the victim's process in its site
 * @param verdict fault → somebody decided that the victim is dead; empty when nobody did
 * @param victims the regions the victim had
 * @param bystanders all other regions
 * @param incident what the controllers recorded about it; empty without them, or when they found nothing
 * @param expired whether the victim was taken for dead
 * @param longestBlock the longest call of a default client that the fault fell into; empty when none did
 */
public record RoundResult(
        Scenario scenario,
        ServerName victim,
        String process,
        Instant fault,
        Optional<Duration> verdict,
        List<RegionOutage> victims,
        List<RegionOutage> bystanders,
        Optional<IncidentView> incident,
        boolean expired,
        Optional<Duration> longestBlock) {

    /** Fault → the last of the victim's regions is back; empty when one is not, or when the victim had none. */
    public Optional<Duration> recovered() {
        if (victims.isEmpty()
                || victims.stream().anyMatch(region -> region.back().isEmpty())) {
            return Optional.empty();
        }
        return victims.stream().flatMap(region -> region.back().stream()).max(Comparator.naturalOrder());
    }

    /** Verdict → recovered. */
    public Optional<Duration> recovery() {
        return recovered().flatMap(all -> verdict.map(all::minus));
    }

    /** How many regions of other servers had a failed operation. */
    public long disturbedBystanders() {
        return bystanders.stream().filter(region -> region.failures() > 0).count();
    }

    /** The same, with the longest block that became known later. */
    RoundResult blockedFor(Optional<Duration> length) {
        return new RoundResult(
                scenario, victim, process, fault, verdict, victims, bystanders, incident, expired, length);
    }
}
