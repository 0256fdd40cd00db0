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
import org.hbaseha.wire.ConnectOutcome;

/**
 * What all observations of one incarnation add up to. Immutable.
 *
 * @param lastLife latest proof that the process runs: a beat, or an agent that proved the secret; before any, when we learnt of it
 * @param registered its znode is there
 * @param wasRegistered its znode was there once
 * @param supersededBy start code of a newer incarnation on the same address
 * @param answered when any port of its host last answered anybody since the last proof of life. While present the host is not gone: a frozen process
 *     fills its listen backlog and then looks like a dead host, so this is latched until one comes
 * @param contact our own contact to the host since the last proof of life; empty when it has not answered us
 * @param probes newest answer by vantage and port, of questions asked after the last proof of life
 */
public record ServerEvidence(
        ServerName server,
        MonotonicInstant lastLife,
        boolean registered,
        boolean wasRegistered,
        Optional<Long> supersededBy,
        StreamState stream,
        Optional<LastBeat> lastBeat,
        Optional<Farewell> farewell,
        Optional<MonotonicInstant> answered,
        Optional<Contact> contact,
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
                Optional.empty(),
                Map.of());
    }

    /** A beat proves life: suspicion, answers and farewells from before it say nothing any more. */
    ServerEvidence withBeat(Beat beat, MonotonicInstant at) {
        return new ServerEvidence(
                server,
                at,
                registered,
                wasRegistered,
                supersededBy,
                stream,
                Optional.of(new LastBeat(at, beat)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** A handshake proves life as a beat does; what the agent said of itself stands until it beats. */
    ServerEvidence withStreamOpened(StreamState.Open open) {
        return new ServerEvidence(
                server,
                open.since(),
                registered,
                wasRegistered,
                supersededBy,
                open,
                lastBeat,
                farewell,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    ServerEvidence withStreamClosed(StreamState.Closed closed) {
        return new ServerEvidence(
                server,
                lastLife,
                registered,
                wasRegistered,
                supersededBy,
                closed,
                lastBeat,
                farewell,
                answered,
                contact,
                probes);
    }

    ServerEvidence withFarewell(Farewell said) {
        return new ServerEvidence(
                server,
                lastLife,
                registered,
                wasRegistered,
                supersededBy,
                stream,
                lastBeat,
                Optional.of(said),
                answered,
                contact,
                probes);
    }

    ServerEvidence withRegistration(boolean now, Optional<Long> newerStartCode) {
        return new ServerEvidence(
                server,
                lastLife,
                now,
                wasRegistered || now,
                newerStartCode,
                stream,
                lastBeat,
                farewell,
                answered,
                contact,
                probes);
    }

    /** Ignores answers to questions that were asked before the latest proof of life, and NOT_TRIED, which is no evidence. */
    ServerEvidence withProbe(ProbeResult result) {
        if (!result.asked().isAfter(lastLife) || !(result.answered() || result.noContact())) {
            return this;
        }
        Map<String, ProbeResult> next = new TreeMap<>(probes);
        next.merge(result.from() + "/" + result.port(), result, ProbeResult::newest);
        return new ServerEvidence(
                server,
                lastLife,
                registered,
                wasRegistered,
                supersededBy,
                stream,
                lastBeat,
                farewell,
                result.answered() ? Optional.of(result.at()) : answered,
                result.from().equals(Vantage.HERE) ? contactAfter(result) : contact,
                Map.copyOf(next));
    }

    private static String key(ProbeResult result) {
        return result.from() + "/" + result.port();
    }

    /** We ourselves were away: what the host answered us before says nothing of the time since. */
    ServerEvidence withoutContact() {
        return contact.isEmpty()
                ? this
                : new ServerEvidence(
                        server,
                        lastLife,
                        registered,
                        wasRegistered,
                        supersededBy,
                        stream,
                        lastBeat,
                        farewell,
                        answered,
                        Optional.empty(),
                        probes);
    }

    private Optional<Contact> contactAfter(ProbeResult own) {
        boolean refusedBefore = Optional.ofNullable(probes.get(key(own)))
                .filter(before -> before.outcome() == ConnectOutcome.REFUSED)
                .isPresent();
        if (refusedBefore && own.outcome() == ConnectOutcome.CONNECTED) {
            // A box that answered in its name, or a port that nobody listened on: that was no contact to the server.
            return Optional.of(Contact.begun(own.at()));
        }
        if (own.answered()) {
            return Optional.of(contact.map(known -> known.answered(own.at())).orElseGet(() -> Contact.begun(own.at())));
        }
        return contact.map(known -> known.unanswered(own.at()));
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
