package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.TimelineText;

/**
 * The leading controller is lost twice: first alone, and nobody should notice; then together with a region server, which its successor has to
 * find. Used once, by one thread.
 */
final class TakeoverRound implements Round {

    private static final Duration TAKES_OVER = Duration.ofSeconds(60);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    private final Watchers watchers;
    private final Controllers controllers;
    private final Scenario scenario;
    private final ServerName victim;
    private final AtomicReference<Instant> lost = new AtomicReference<>(Instant.MAX);
    private Optional<FaultRound> second = Optional.empty();

    TakeoverRound(Watchers watchers, Controllers controllers, Scenario scenario, ServerName victim) {
        this.watchers = watchers;
        this.controllers = controllers;
        this.scenario = scenario;
        this.victim = victim;
    }

    @Override
    public RoundResult run(Consumer<String> progress) throws IOException, InterruptedException, TrialFailure {
        Map<Metric, Long> measured = new EnumMap<>(Metric.class);
        measured.putAll(loseLeaderAlone(progress));
        controllers.restore();
        controllers.awaitWilling(watchers.site());

        LocalController leader = controllers.leader();
        noteSession(leader, measured);
        FaultRound fault = new FaultRound(watchers, scenario, victim, () -> {
            lost.set(watchers.site().clock().instant());
            lose(leader);
        });
        second = Optional.of(fault);
        RoundResult seen = fault.run(progress);
        seen.verdict().ifPresent(verdict -> {
            Duration judged = Duration.between(lost.get(), seen.fault()).plus(verdict);
            measured.put(Metric.VERDICT_AFTER_TAKEOVER, judged.toMillis());
            progress.accept("another controller judged it " + TimelineText.millis(judged)
                    + " after the leader was lost; its session was "
                    + measured.getOrDefault(Metric.LATCH_SESSION, 0L) + " ms");
        });
        return seen.with(measured);
    }

    private Map<Metric, Long> loseLeaderAlone(Consumer<String> progress) throws IOException, InterruptedException {
        Map<Metric, Long> measured = new EnumMap<>(Metric.class);
        LocalController leader = controllers.leader();
        noteSession(leader, measured);
        Quiet quiet = Quiet.begin(watchers);
        Instant from = watchers.site().clock().instant();
        lose(leader);
        boolean taken = Awaited.within(TAKES_OVER, () -> controllers.judgesWithout(leader, quiet.servers()));
        Duration took = Duration.between(from, watchers.site().clock().instant());
        if (taken) {
            measured.put(Metric.TAKEOVER, took.toMillis());
        }
        Awaited.pause(AFTERWARDS);
        progress.accept(leader.process().name()
                + (scenario == Scenario.LEADER_FROZEN ? " frozen: " : " killed: ")
                + (taken ? "another one judges after " : "no other one judges after ")
                + TimelineText.millis(took));
        measured.putAll(quiet.end(progress));
        return measured;
    }

    /** The shorter one, where two leaders are lost whose sessions differ: what must be over in time has no more than that. */
    private static void noteSession(LocalController leader, Map<Metric, Long> measured) throws IOException {
        leader.grantedSession()
                .ifPresent(session -> measured.merge(Metric.LATCH_SESSION, session.toMillis(), Math::min));
    }

    private void lose(LocalController leader) {
        if (scenario == Scenario.LEADER_FROZEN) {
            leader.process().freeze();
        } else {
            leader.process().kill9();
        }
    }

    @Override
    public RoundResult finish(RoundResult seen, Consumer<String> progress)
            throws IOException, InterruptedException, TrialFailure {
        controllers.restore();
        return second.orElseThrow().finish(seen, progress);
    }
}
