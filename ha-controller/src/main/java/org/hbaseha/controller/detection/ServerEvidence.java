package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.time.MonotonicInstant;

/**
 * What all observations of one incarnation add up to. Immutable.
 *
 * @param registered its znode is there
 * @param wasRegistered its znode was there once
 * @param supersededBy start code of a newer incarnation on the same address
 * @param answered when any port of its host last answered anybody since the last beat. While present the host is not gone: a frozen process
 *     fills its listen backlog and then looks like a dead host, so this is latched until a beat comes
 * @param probes newest answer by vantage and port, of questions asked after the last beat
 */
public record ServerEvidence(
        ServerName server,
        MonotonicInstant firstSeen,
        boolean registered,
        boolean wasRegistered,
        Optional<Long> supersededBy,
        StreamState stream,
        Optional<LastBeat> lastBeat,
        Optional<Farewell> farewell,
        Optional<MonotonicInstant> answered,
        Map<String, ProbeResult> probes) {

    /** When we read it, and what it said. */
    public record LastBeat(MonotonicInstant at, Beat beat) {}

    /** A goodbye that no beat has followed. */
    public record Farewell(GoodbyeReason reason, String text, MonotonicInstant at) {}

    static ServerEvidence unknown(ServerName server, MonotonicInstant now) {
        return new ServerEvidence(
                server,
                now,
                false,
                false,
                Optional.empty(),
                new StreamState.Never(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** A beat proves life: suspicion, answers and farewells from before it say nothing any more. */
    ServerEvidence withBeat(Beat beat, MonotonicInstant at) {
        return new ServerEvidence(
                server,
                firstSeen,
                registered,
                wasRegistered,
                supersededBy,
                stream,
                Optional.of(new LastBeat(at, beat)),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    ServerEvidence withStream(StreamState next) {
        return new ServerEvidence(
                server, firstSeen, registered, wasRegistered, supersededBy, next, lastBeat, farewell, answered, probes);
    }

    ServerEvidence withFarewell(Farewell said) {
        return new ServerEvidence(
                server,
                firstSeen,
                registered,
                wasRegistered,
                supersededBy,
                stream,
                lastBeat,
                Optional.of(said),
                answered,
                probes);
    }

    ServerEvidence withRegistration(boolean now, Optional<Long> newerStartCode) {
        return new ServerEvidence(
                server,
                firstSeen,
                now,
                wasRegistered || now,
                newerStartCode,
                stream,
                lastBeat,
                farewell,
                answered,
                probes);
    }

    /** Ignores answers to questions that were asked before the last beat, and NOT_TRIED, which is no evidence. */
    ServerEvidence withProbe(ProbeResult result) {
        if (lastBeat.filter(last -> !result.asked().isAfter(last.at())).isPresent()
                || !(result.answered() || result.noContact())) {
            return this;
        }
        Map<String, ProbeResult> next = new TreeMap<>(probes);
        next.merge(
                result.from() + "/" + result.port(),
                result,
                (old, fresh) -> fresh.asked().isBefore(old.asked()) ? old : fresh);
        return new ServerEvidence(
                server,
                firstSeen,
                registered,
                wasRegistered,
                supersededBy,
                stream,
                lastBeat,
                farewell,
                result.answered() ? Optional.of(result.at()) : answered,
                Map.copyOf(next));
    }

    public boolean hasOpenStream() {
        return stream instanceof StreamState.Open;
    }

    /** Time since the last beat; empty when there was none. */
    public Optional<Duration> silence(MonotonicInstant now) {
        return lastBeat.map(last -> now.since(last.at()));
    }

    public Duration longestPause() {
        return lastBeat.map(last -> last.beat().beacon().longestPause()).orElse(Duration.ZERO);
    }

    List<ProbeResult> ownProbes() {
        return probes(Vantage.HERE);
    }

    /** The witnesses' answers, those of one witness together. */
    Collection<List<ProbeResult>> witnessProbes() {
        Map<String, List<ProbeResult>> byWitness = new TreeMap<>();
        probes.values().stream()
                .filter(probe -> probe.from() instanceof Vantage.Witness)
                .map(probe -> probe.from().toString())
                .distinct()
                .forEach(name ->
                        byWitness.put(name, sorted(probes.values().stream().filter(p -> p.from()
                                .toString()
                                .equals(name)))));
        return byWitness.values();
    }

    private List<ProbeResult> probes(Vantage from) {
        return sorted(probes.values().stream().filter(probe -> probe.from().equals(from)));
    }

    private static List<ProbeResult> sorted(Stream<ProbeResult> probes) {
        return probes.sorted((a, b) -> Integer.compare(a.port(), b.port())).toList();
    }

    List<String> describeProbes() {
        return probes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().describe())
                .toList();
    }
}
