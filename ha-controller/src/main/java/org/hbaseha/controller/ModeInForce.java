package org.hbaseha.controller;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hbaseha.controller.admin.preflight.PreflightAnswer;
import org.hbaseha.controller.coordination.ModeRule;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which mode counts: the one that is stored, or the configured one while none is; and one that may act, whoever wants it, only while nothing
 * forbids it. A controller without the right to expire servers never acts. A configured mode that may act has been past nobody, so preflight is
 * asked here for what {@code hbase-ha mode} asks it before it stores such a mode. Where the cluster could not be seen, as without a master, the mode counts
 * for now, unless it was forbidden before: the operator wanted it, and servers die in such hours. It is asked again until it has seen all and let
 * it pass. Whoever has not answered yet forbids, and an answer stands until there is another. Asks at intervals on a thread of its own; {@link
 * #of} and {@link #refusal} never wait.
 */
final class ModeInForce implements ModeRule, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModeInForce.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Somebody who knows reasons against a mode that may act. */
    @FunctionalInterface
    interface Question {

        /** Why not, in one sentence; empty when nothing stands against it. */
        Optional<String> refusal() throws Exception;
    }

    /** Looks at the cluster for what might forbid acting. */
    @FunctionalInterface
    interface Look {

        PreflightAnswer answer() throws Exception;
    }

    private final Mode configured;
    private final Question rights;
    private final Look preflight;
    private final ScheduledExecutorService thread = RimThreads.oneScheduled("ha-mode");
    private final TroubleLog trouble = new TroubleLog(LOG, "A mode that may act");
    private final TroubleLog looking = new TroubleLog(LOG, "A full look of preflight");
    private volatile Optional<String> withoutRights = Optional.of("the rights in ZooKeeper are not known yet");
    private volatile Optional<String> notPassed = Optional.of("preflight has not answered yet");
    private volatile Optional<Mode> stored = Optional.empty();

    /** Of the asking thread's own: the last answer that was one. */
    private Optional<PreflightAnswer> answered = Optional.empty();

    ModeInForce(Mode configured, Question rights, Look preflight) {
        this.configured = configured;
        this.rights = rights;
        this.preflight = preflight;
    }

    /** Asks for the rights at once, since that is quick, and for the rest soon. */
    void start() {
        askForRights();
        var unused = thread.scheduleWithFixedDelay(this::askAll, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void askAll() {
        askForRights();
        if (configured.mayAct() && stored.isEmpty() && !hasPassed()) {
            askPreflight();
        }
        refusal().ifPresentOrElse(trouble::seen, trouble::over);
    }

    /** The last answer stands while ZooKeeper gives none: rights do not go with a connection. */
    private void askForRights() {
        try {
            withoutRights = rights.refusal();
        } catch (Exception e) {
            LOG.debug("Rights in ZooKeeper could not be asked for", e);
        }
    }

    private void askPreflight() {
        try {
            take(preflight.answer());
        } catch (Exception e) {
            LOG.debug("Preflight could not be asked", e);
            if (answered.isEmpty()) {
                notPassed = Optional.of("preflight cannot look for what might forbid it: " + e.getMessage());
            }
        }
    }

    private boolean hasPassed() {
        return answered.filter(PreflightAnswer.Passed.class::isInstance).isPresent();
    }

    /** What was seen to forbid it does so until it was seen to be gone. */
    private void take(PreflightAnswer answer) {
        if (answer instanceof PreflightAnswer.NotSeen notSeen) {
            if (answered.filter(PreflightAnswer.Forbidden.class::isInstance).isPresent()) {
                looking.seen(notSeen.sentence());
                return;
            }
            looking.seen(notSeen.sentence() + "; the configured mode counts for now");
            notPassed = Optional.empty();
        } else if (answer instanceof PreflightAnswer.Forbidden forbidden) {
            looking.over();
            notPassed = Optional.of(forbidden.sentence());
        } else {
            looking.over();
            notPassed = Optional.empty();
        }
        answered = Optional.of(answer);
    }

    @Override
    public Mode of(Optional<Mode> nowStored) {
        stored = nowStored;
        return refusal().isPresent() ? Mode.SHADOW : wanted();
    }

    private Mode wanted() {
        return stored.orElse(configured);
    }

    /** Why a mode that may act, which is wanted, does not count; empty when it does or is not wanted. */
    Optional<String> refusal() {
        if (!wanted().mayAct()) {
            return Optional.empty();
        }
        return withoutRights.or(() -> stored.isPresent() ? Optional.empty() : notPassed);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
