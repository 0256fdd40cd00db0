package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.invariant.RegionOutage;
import org.hbaseha.it.report.Metric;

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
 * @param further what only some scenarios measure, in the unit of the metric
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
        Optional<Duration> longestBlock,
        Map<Metric, Long> further) {

    private static final Set<String> ACTIONS = Set.of("EXPIRE_WRITTEN", "ZNODE_DELETED", "HBCK_ASKED");

    public RoundResult {
        victims = List.copyOf(victims);
        bystanders = List.copyOf(bystanders);
        further = Map.copyOf(further);
    }

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

    /** How many steps the controllers took against the victim. */
    public long actions() {
        return incident.stream()
                .flatMap(found -> found.milestones().stream())
                .filter(milestone -> ACTIONS.contains(milestone.name()))
                .count();
    }

    /** The same, with the longest block that became known later. */
    RoundResult blockedFor(Optional<Duration> length) {
        return new RoundResult(
                scenario, victim, process, fault, verdict, victims, bystanders, incident, expired, length, further);
    }

    /** The same, with more measurements. */
    RoundResult with(Map<Metric, Long> more) {
        Map<Metric, Long> all = new EnumMap<>(Metric.class);
        all.putAll(further);
        all.putAll(more);
        return new RoundResult(
                scenario, victim, process, fault, verdict, victims, bystanders, incident, expired, longestBlock, all);
    }
}
