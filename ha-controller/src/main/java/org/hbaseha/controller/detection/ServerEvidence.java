package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.time.MonotonicInstant;

/**
 * What all observations of one incarnation add up to. Immutable.
 *
 * @param lastLife latest proof that the process runs: a beat, or an agent that proved the secret; before any, when we learnt of it
 * @param standing what HBase itself says of it
 * @param answers of questions asked after the last proof of life
 */
public record ServerEvidence(
        ServerName server,
        MonotonicInstant lastLife,
        Standing standing,
        StreamState stream,
        Optional<LastBeat> lastBeat,
        Optional<Farewell> farewell,
        Answers answers) {

    /** When we read it, and what it said. */
    public record LastBeat(MonotonicInstant at, Beat beat) {}

    /** A goodbye that no beat has followed. */
    public record Farewell(GoodbyeReason reason, String text, MonotonicInstant at) {}

    static ServerEvidence unknown(ServerName server, MonotonicInstant now) {
        return new ServerEvidence(
                server,
                now,
                Standing.UNKNOWN,
                new StreamState.Never(),
                Optional.empty(),
                Optional.empty(),
                Answers.NONE);
    }

    /** A beat proves life: suspicion, answers and farewells from before it say nothing any more. */
    ServerEvidence withBeat(Beat beat, MonotonicInstant at) {
        return new ServerEvidence(
                server, at, standing, stream, Optional.of(new LastBeat(at, beat)), Optional.empty(), Answers.NONE);
    }

    /** A handshake proves life as a beat does; what the agent said of itself stands until it beats. */
    ServerEvidence withStreamOpened(StreamState.Open open) {
        return new ServerEvidence(server, open.since(), standing, open, lastBeat, farewell, Answers.NONE);
    }

    ServerEvidence withStreamClosed(StreamState.Closed closed) {
        return new ServerEvidence(server, lastLife, standing, closed, lastBeat, farewell, answers);
    }

    ServerEvidence withFarewell(Farewell said) {
        return new ServerEvidence(server, lastLife, standing, stream, lastBeat, Optional.of(said), answers);
    }

    ServerEvidence withStanding(Standing now) {
        return new ServerEvidence(server, lastLife, now, stream, lastBeat, farewell, answers);
    }

    /** Ignores answers to questions that were asked before the latest proof of life, and NOT_TRIED, which is no evidence. */
    ServerEvidence withProbe(ProbeResult result) {
        boolean counts = result.asked().isAfter(lastLife) && (result.answered() || result.noContact());
        return counts
                ? new ServerEvidence(server, lastLife, standing, stream, lastBeat, farewell, answers.with(result))
                : this;
    }

    /** We ourselves were away. */
    ServerEvidence withoutContact() {
        return new ServerEvidence(server, lastLife, standing, stream, lastBeat, farewell, answers.withoutContact());
    }

    public boolean registered() {
        return standing.registered();
    }

    public boolean wasRegistered() {
        return standing.wasRegistered();
    }

    Optional<Long> supersededBy() {
        return standing.supersededBy();
    }

    Optional<MonotonicInstant> answered() {
        return answers.answered();
    }

    Optional<Contact> contact() {
        return answers.contact();
    }

    List<ProbeResult> ownProbes() {
        return answers.own();
    }

    Collection<List<ProbeResult>> witnessProbes() {
        return answers.witnesses();
    }

    public boolean hasOpenStream() {
        return stream instanceof StreamState.Open;
    }

    /** Time since the last beat; empty when there was none. */
    public Optional<Duration> silence(MonotonicInstant now) {
        return lastBeat.map(last -> now.since(last.at()));
    }

    /** By its own pause meter, which looks back ten minutes. */
    public Duration longestPauseTold() {
        return lastBeat.map(last -> last.beat().beacon().longestPause()).orElse(Duration.ZERO);
    }

    /** What others say of it: HBase's master, and the ports of its host. */
    List<String> describeOthers() {
        List<String> lines = new ArrayList<>();
        if (standing.master() != Standing.MasterWord.NONE) {
            lines.add(standing.master().words());
        }
        lines.addAll(answers.describe());
        return lines;
    }
}
