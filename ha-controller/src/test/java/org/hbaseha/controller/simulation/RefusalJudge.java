package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * Whether one server may refuse what stock HBase would serve, by what the protocol allows and what happened in truth, not by what its gate thinks.
 * A gate goes for its record after half a lease and is answered long before the other half is over; so an answer that is not lost leaves no
 * refusal at all, whether the controllers or ZooKeeper are there or not.
 */
final class RefusalJudge {

    /** A thread that ran again looks at what has waited within this time. */
    static final Duration WAKE = Duration.ofMillis(60);

    /** One way to ZooKeeper, or back. */
    static final Duration ONE_WAY = Duration.ofMillis(20);

    /** From when nothing waits for an answer any more until the next one is there: a tick that asks, and the way there and back. */
    private static final Duration ANSWERED_WITHIN = SimGate.TICK.plus(ONE_WAY.multipliedBy(2));

    private final World world;
    private final SimServer server;
    private Duration heard;
    /** Until when it may wait for an answer that is lost. */
    private Duration waitsUntil = Duration.ZERO;

    private Optional<MonotonicInstant> trustsFrom = Optional.empty();

    /** Why a refusal is right. */
    enum Reason {
        /** Somebody has declared this incarnation dead. */
        EXPIRED,
        /** It stood still, or its clocks disagree, and nobody has answered yet. */
        STOOD_STILL,
        /** It is to refuse while neither a majority nor ZooKeeper answers, and an answer was lost. */
        ISOLATED,
        /** It is to serve then, but its session must be over by now. */
        SESSION_OVER
    }

    RefusalJudge(World world, SimServer server) {
        this.world = world;
        this.server = server;
        this.heard = world.time().now();
    }

    /** It cannot know yet what happened meanwhile. {@code from}: what it sends and asks from then on it must believe. */
    void stoodStill(MonotonicInstant from) {
        trustsFrom = Optional.of(from);
        waits(world.time().now().plus(WAKE));
    }

    /** An answer that is lost is taken for lost at {@code until}. */
    void waits(Duration until) {
        waitsUntil = until.compareTo(waitsUntil) > 0 ? until : waitsUntil;
    }

    /** A majority has acknowledged, or ZooKeeper has answered a claim, what was sent at {@code asked}. */
    void answered(MonotonicInstant asked) {
        trustsFrom = trustsFrom.filter(asked::isBefore);
    }

    void zooKeeperHeard() {
        heard = world.time().now();
    }

    /** ZooKeeper has been silent for a session. */
    boolean isSessionOver() {
        return world.time().now().minus(heard).compareTo(SimZooKeeper.SERVER_SESSION) >= 0;
    }

    /** It refuses now. {@code leased}: though a majority has acknowledged a beat that it sent less than a lease ago. */
    void refuses(boolean leased) {
        Reason reason = reason(leased).orElseThrow(() -> world.invariants().refusesWithoutCause(server));
        world.invariants().refused(reason);
    }

    private Optional<Reason> reason(boolean leased) {
        boolean waits = world.time().now().compareTo(waitsUntil.plus(ANSWERED_WITHIN)) <= 0;
        if (world.zooKeeper().hasExpire(server.name())) {
            return Optional.of(Reason.EXPIRED);
        } else if (trustsFrom.isPresent() && waits) {
            return Optional.of(Reason.STOOD_STILL);
        } else if (leased) {
            return Optional.empty();
        } else if (!world.servesIsolated() && waits) {
            return Optional.of(Reason.ISOLATED);
        } else if (world.servesIsolated() && isSessionOver()) {
            return Optional.of(Reason.SESSION_OVER);
        }
        return Optional.empty();
    }
}
