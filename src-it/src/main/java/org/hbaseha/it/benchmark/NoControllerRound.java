package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.report.Metric;

/**
 * All controllers are lost, and nobody should notice; then a region server dies, and HBase should find it as it does without us. Used once, by
 * one thread.
 */
final class NoControllerRound implements Round {

    /** Longer than the sessions and the time-outs of controllers and agents. */
    private static final Duration QUIET = Duration.ofSeconds(12);

    private final Watchers watchers;
    private final Controllers controllers;
    private final ServerName victim;
    private final FaultRound fault;

    NoControllerRound(Watchers watchers, Controllers controllers, Scenario scenario, ServerName victim) {
        this.watchers = watchers;
        this.controllers = controllers;
        this.victim = victim;
        this.fault = new FaultRound(watchers.withoutControllers(), scenario, victim);
    }

    @Override
    public RoundResult run(Consumer<String> progress) throws IOException, InterruptedException {
        Map<Metric, Long> measured = new EnumMap<>(Metric.class);
        session().ifPresent(granted -> measured.put(Metric.SERVER_SESSION, granted.toMillis()));
        Quiet quiet = Quiet.begin(watchers);
        controllers.killAll();
        progress.accept("all controllers are killed");
        Awaited.pause(QUIET);
        measured.putAll(quiet.end(progress));
        return fault.run(progress).with(measured);
    }

    private Optional<Duration> session() throws IOException, InterruptedException {
        try (SiteZooKeeper zooKeeper = SiteZooKeeper.connect(watchers.site().site())) {
            return zooKeeper.grantedSession(victim);
        }
    }

    @Override
    public RoundResult finish(RoundResult seen, Consumer<String> progress)
            throws IOException, InterruptedException, TrialFailure {
        controllers.restore();
        return fault.finish(seen, progress);
    }
}
