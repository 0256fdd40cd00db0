package org.hbaseha.controller;

import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.http.ControllerMetrics;
import org.hbaseha.controller.admin.http.JsonForm;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.audit.AuditSink;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.execution.HookRunner;
import org.hbaseha.controller.execution.SpentRecords;
import org.hbaseha.controller.execution.StepExecutor;
import org.hbaseha.controller.observation.Prober;
import org.hbaseha.controller.observation.RecoveryWatch;
import org.hbaseha.controller.planning.HookPhase;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each effect to the part of the rim that carries it out. Called by the control loop; nothing here waits. */
final class Performer implements Consumer<Effect> {

    private static final Logger LOG = LoggerFactory.getLogger("org.hbaseha.decisions");

    private final Prober prober;
    private final List<Integer> extraPorts;
    private final RecoveryWatch recoveries;
    private final StepExecutor executor;
    private final SpentRecords spent;
    private final HookRunner hooks;
    private final Runnable standBack;
    private final AuditSink journal;
    private final ControllerMetrics metrics;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;

    Performer(
            Prober prober,
            List<Integer> extraPorts,
            RecoveryWatch recoveries,
            StepExecutor executor,
            SpentRecords spent,
            HookRunner hooks,
            Runnable standBack,
            AuditSink journal,
            ControllerMetrics metrics,
            MonotonicClock clock,
            Consumer<Observation> sink) {
        this.prober = prober;
        this.extraPorts = extraPorts;
        this.recoveries = recoveries;
        this.executor = executor;
        this.spent = spent;
        this.hooks = hooks;
        this.standBack = standBack;
        this.journal = journal;
        this.metrics = metrics;
        this.clock = clock;
        this.sink = sink;
    }

    @Override
    public void accept(Effect effect) {
        if (effect instanceof Effect.Probe probe) {
            prober.probe(probe.server(), extraPorts, probe.witnesses());
        } else if (effect instanceof Effect.Follow follow && follow.on()) {
            recoveries.follow(follow.server());
        } else if (effect instanceof Effect.Follow follow) {
            recoveries.unfollow(follow.server());
        } else if (effect instanceof Effect.Take take) {
            executor.submit(
                    take.step(), (step, outcome) -> sink.accept(new Observation.StepEnded(step, outcome, clock.now())));
        } else if (effect instanceof Effect.RunHook hook) {
            run(hook.phase(), hook.incident());
        } else if (effect instanceof Effect.Remove remove) {
            switch (remove.kind()) {
                case ORDER -> spent.order(remove.id(), remove.epoch());
                case MAINTENANCE -> spent.maintenance(remove.id(), remove.epoch());
            }
        } else if (effect instanceof Effect.StandBack) {
            standBack.run();
        } else if (effect instanceof Effect.Note note) {
            note(note.entry());
        } else if (effect instanceof Effect.Recur recur) {
            metrics.count(recur.entry());
        }
    }

    private void run(HookPhase phase, IncidentView incident) {
        hooks.run(
                new HookRunner.Call(
                        phase, incident.server(), incident.id(), incident.evidenceClass(), JsonForm.text(incident)),
                result -> sink.accept(new Observation.HookEnded(
                        phase,
                        ServerName.valueOf(incident.server()),
                        incident.id(),
                        result.passed(),
                        result.text(),
                        clock.now())));
    }

    private void note(AuditEntry entry) {
        journal.record(entry);
        metrics.count(entry);
        LOG.info("{} {} {} {}", entry.kind(), entry.subject(), entry.sentence(), entry.facts());
    }
}
