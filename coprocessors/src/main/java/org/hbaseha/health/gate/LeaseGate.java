package org.hbaseha.health.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * Decides until when one incarnation of a region server may serve. Pure: every method takes the time, and what is to be done outside is an
 * {@link GateOrder}. Thread safe; its lock is never held while anything waits. Request threads do not come here, they read the bound that
 * {@link #openUntil} gave last.
 *
 * <pre>
 * from    to       when
 * OPEN    LEASED   a majority of the seats acknowledges, armed
 * OPEN    STOCK    the gate record was found to be ours, left by an earlier agent of this server
 * LEASED  OPEN     a majority of the seats acknowledges, not armed
 * LEASED  STOCK    no majority for half a lease, and the gate record was won
 * LEASED  EXPIRED  no majority for half a lease, and the record is an EXPIRE
 * STOCK   LEASED   a majority acknowledges again, armed; only then is the record given back
 * STOCK   OPEN     a majority acknowledges again, not armed; only then is the record given back
 * </pre>
 *
 * <p>Only an acknowledgement of a beat that was <em>sent</em> less than a lease ago counts, for the lease and for the changes of state alike:
 * a leader that has waited for a majority to fall silent can be sure that neither happens afterwards.
 */
public final class LeaseGate {

    /** Within what {@link System#nanoTime} can compare, and longer than any process lives. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /** A seat's newest acknowledgement: when the beat was sent, on this server's clock, and whether the seat may act on silence. */
    private record Word(MonotonicInstant sent, boolean armed) {}

    private final GateSettings settings;
    private final int terms;
    private final MonotonicInstant always;
    private final MonotonicInstant never;
    private final Map<String, Word> words = new HashMap<>();
    private GateState state = GateState.OPEN;
    private Optional<MonotonicInstant> asked = Optional.empty();
    private boolean claiming;
    private boolean recordMayExist;
    /** What was sent, or asked of ZooKeeper, before this counts for nothing. */
    private MonotonicInstant trustFrom;

    private boolean awaitsAnswer;
    private MonotonicInstant lastTick;
    private Instant lastWall;
    private MonotonicInstant zooKeeperHeard;
    private Duration zooKeeperSession = Duration.ZERO;

    public LeaseGate(GateSettings settings, MonotonicInstant now, Instant wall) {
        this.settings = settings;
        this.terms = settings.terms().fingerprint();
        this.always = now.plus(FOREVER);
        this.never = now.minus(FOREVER);
        this.trustFrom = now;
        this.lastTick = now;
        this.lastWall = wall;
        this.zooKeeperHeard = now;
    }

    /** A controller has acknowledged a beat that was sent at {@code sent}. One without a seat, or older than known, changes nothing. */
    public synchronized void acknowledged(String seat, MonotonicInstant sent, boolean armed, MonotonicInstant now) {
        if (!settings.seats().has(seat) || sent.isBefore(trustFrom)) {
            return;
        }
        Word known = words.get(seat);
        if (known != null && sent.isBefore(known.sent())) {
            return;
        }
        words.put(seat, new Word(sent, armed));
        switch (state) {
            case OPEN -> {
                if (majorityWithin(settings.lease(), true, now)) {
                    enter(GateState.LEASED);
                }
            }
            case LEASED -> {
                if (majorityWithin(settings.lease(), false, now)) {
                    enter(GateState.OPEN);
                }
            }
            case STOCK -> {
                // Well within the lease, or the record would be given back only to be wanted again.
                if (majorityWithin(settings.rearmWithin(), true, now)) {
                    enter(GateState.LEASED);
                } else if (majorityWithin(settings.rearmWithin(), false, now)) {
                    enter(GateState.OPEN);
                }
            }
            case EXPIRED -> {
                // Irrevocable.
            }
        }
        if (majorityNewest().isPresent()) {
            awaitsAnswer = false;
        }
    }

    /**
     * Time passes; to be called several times in half a lease. The caller's thread stood still when the last call is longer ago than that, and
     * with it, for all we know, the server: then nothing that was sent before counts any more.
     */
    public synchronized Optional<GateOrder> tick(MonotonicInstant now, Instant wall) {
        noticeStandstill(now, wall);
        if (state == GateState.EXPIRED) {
            return Optional.of(new GateOrder.Halt());
        }
        if (asked.isPresent()) {
            return Optional.empty();
        }
        if (state == GateState.LEASED && !isMajorityNewerThan(settings.claimAfter(), now)) {
            asked = Optional.of(now);
            claiming = true;
            return Optional.of(new GateOrder.Claim());
        }
        if (recordMayExist && state != GateState.STOCK) {
            asked = Optional.of(now);
            return Optional.of(new GateOrder.Release());
        }
        return Optional.empty();
    }

    private void noticeStandstill(MonotonicInstant now, Instant wall) {
        Duration gap = now.since(lastTick);
        Duration jump = Duration.between(lastWall, wall).minus(gap).abs();
        if (gap.compareTo(settings.claimAfter()) > 0 || jump.compareTo(settings.claimAfter()) > 0) {
            words.clear();
            trustFrom = now;
            awaitsAnswer = true;
        }
        lastTick = now;
        lastWall = wall;
    }

    /** The answer to a claim: the record is ours. One that was asked for before a standstill is old news, and is asked for again. */
    public synchronized void claimed(MonotonicInstant now) {
        boolean stoodStill = now.since(lastTick).compareTo(settings.claimAfter()) > 0;
        boolean trusted =
                !stoodStill && asked.filter(at -> !at.isBefore(trustFrom)).isPresent();
        answered(now);
        recordMayExist = true;
        awaitsAnswer &= !trusted;
        if (state == GateState.LEASED && trusted) {
            enter(GateState.STOCK);
        }
    }

    /**
     * A look at the record, which no order asked for, has shown that it is ours: an earlier agent of this server left it, or a creation was
     * carried out late. Nobody could have expired this server meanwhile.
     */
    public synchronized void found() {
        if (asked.isPresent()) {
            // What was seen may be from before that order.
            return;
        }
        recordMayExist = true;
        if (state == GateState.OPEN) {
            // An earlier agent may have told of a lease; only acknowledgements of today may show that it is over.
            enter(GateState.STOCK);
        }
    }

    /** The answer to a release: there is no record of ours any more. */
    public synchronized void released(MonotonicInstant now) {
        answered(now);
        recordMayExist = false;
    }

    /** The answer to either: the record is an EXPIRE. */
    public synchronized void expired(MonotonicInstant now) {
        answered(now);
        enter(GateState.EXPIRED);
    }

    /** ZooKeeper did not answer, or its answer was lost; the next tick asks again. */
    public synchronized void unanswered() {
        asked = Optional.empty();
        // A create whose answer was lost may have happened.
        recordMayExist |= claiming;
    }

    private void answered(MonotonicInstant now) {
        asked = Optional.empty();
        claiming = false;
        zooKeeperHeard = now;
    }

    /** ZooKeeper answered something, whatever it was. After {@code session} of silence stock HBase would take itself for expired. */
    public synchronized void zooKeeperHeard(Duration session, MonotonicInstant now) {
        zooKeeperHeard = now;
        zooKeeperSession = session;
    }

    /** Until when the server may serve if nothing more is heard; in the past when it may not. */
    public synchronized MonotonicInstant openUntil() {
        return switch (state) {
            case OPEN, STOCK -> always;
            case EXPIRED -> never;
            case LEASED -> later(leaseEnd(), isolatedEnd());
        };
    }

    private MonotonicInstant leaseEnd() {
        return majorityNewest().map(sent -> sent.plus(settings.lease())).orElse(never);
    }

    /**
     * Neither a majority of the controllers nor ZooKeeper: whoever could have expired this server cannot be asked. Stock HBase would serve on
     * until its session is over, and so do we if so configured; but not after a standstill, in which anything may have happened: the bound runs out
     * by itself where nobody ticks.
     */
    private MonotonicInstant isolatedEnd() {
        boolean serves = settings.serveIsolated() && (claiming || asked.isPresent()) && !awaitsAnswer;
        return serves ? earlier(zooKeeperHeard.plus(zooKeeperSession), lastTick.plus(settings.claimAfter())) : never;
    }

    public synchronized GateReport report() {
        return new GateReport(state, terms);
    }

    private void enter(GateState next) {
        state = next;
        if (next != GateState.LEASED) {
            claiming = false;
        }
    }

    private boolean majorityWithin(Duration age, boolean armed, MonotonicInstant now) {
        int agreeing = 0;
        for (Word word : words.values()) {
            if (word.armed() == armed && now.since(word.sent()).compareTo(age) < 0) {
                agreeing++;
            }
        }
        return agreeing >= settings.seats().majority();
    }

    private boolean isMajorityNewerThan(Duration age, MonotonicInstant now) {
        return majorityNewest()
                .filter(sent -> now.since(sent).compareTo(age) <= 0)
                .isPresent();
    }

    /** The majority-th newest instant at which an acknowledged beat was sent; empty when fewer seats have acknowledged one that counts. */
    private Optional<MonotonicInstant> majorityNewest() {
        List<MonotonicInstant> sent = new ArrayList<>(words.size());
        for (Word word : words.values()) {
            sent.add(word.sent());
        }
        int majority = settings.seats().majority();
        if (sent.size() < majority) {
            return Optional.empty();
        }
        sent.sort(Comparator.reverseOrder());
        return Optional.of(sent.get(majority - 1));
    }

    private static MonotonicInstant earlier(MonotonicInstant a, MonotonicInstant b) {
        return a.isBefore(b) ? a : b;
    }

    private static MonotonicInstant later(MonotonicInstant a, MonotonicInstant b) {
        return a.isAfter(b) ? a : b;
    }
}
