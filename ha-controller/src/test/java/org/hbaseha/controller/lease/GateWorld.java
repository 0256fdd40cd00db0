package org.hbaseha.controller.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;

/**
 * One server's real gate, three real seats, a leader that may want to expire it at any time with or without reason, and a ZooKeeper that is
 * linearizable, loses answers, and may carry out later what it did not answer. Time stands still but for {@link #pass}. Server and seats keep different clocks.
 */
final class GateWorld {

    /** A rule left out, to see that its absence is found. */
    enum Flaw {
        NONE,
        /** The lease counts from when the acknowledgement came, not from when the beat was sent. */
        COUNTS_FROM_RECEIPT,
        /** The leader does not wait for the lease to end. */
        NO_WAIT,
        /** One promise is enough. */
        ONE_PROMISE,
        /** A controller that starts acknowledges at once, and has read no record. */
        STARTS_TALKING,
        /** The leader does not ask whether the server is leased at all. */
        EXPIRES_UNLEASED,
        /** The leader expires a server that has won its record. */
        OVERRULES_STOCK,
        /** A record is claimed at the version that a delete in doubt has named. */
        REUSES_VERSION
    }

    static final Duration LEASE = Duration.ofMillis(1600);
    static final Seats SEATS = Seats.of(List.of("a", "b", "c"));
    private static final ServerName SERVER = ServerName.valueOf("s", 16020, 1);
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SERVER_CLOCK = Duration.ofDays(3);

    private enum Held {
        NONE,
        STOCK,
        EXPIRE
    }

    /** What ZooKeeper made of an order. */
    private enum Answer {
        CLAIMED,
        RELEASED,
        EXPIRED
    }

    private static final class Seat {
        private Acknowledgements words;
        private boolean armed = true;

        Seat(Acknowledgements words) {
            this.words = words;
        }
    }

    /** An order whose session was given up, and which ZooKeeper may carry out yet. */
    private record Stray(GateOrder order, int version) {}

    private record Ack(String seat, MonotonicInstant sent, boolean armed) {}

    private final Flaw flaw;
    private final boolean traced;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final Map<String, LeaseEnd.Seen> promises = new LinkedHashMap<>();
    private final List<Ack> delayed = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private LeaseGate gate;
    private Duration time = Duration.ofSeconds(100);
    private Held record = Held.NONE;
    private int recordVersion;
    /** That of the next record of the server's; no delete in doubt has named it. */
    private int stockVersion;

    private final List<Stray> strays = new ArrayList<>();
    private Optional<GateOrder> order = Optional.empty();
    private Optional<Answer> answer = Optional.empty();
    private MonotonicInstant bound;
    private boolean successorMayOpen;

    /** {@code traced}: keep what happens, for a schedule that is known to fail. */
    GateWorld(Flaw flaw, boolean traced) {
        this.flaw = flaw;
        this.traced = traced;
        MonotonicInstant start = leaderNow().minus(LEASE.multipliedBy(3));
        for (String name : SEATS.names()) {
            Seat seat = new Seat(new Acknowledgements(SEATS, LEASE, start));
            seat.words.recordsRead();
            seats.put(name, seat);
        }
        gate = newGate();
        bound = gate.openUntil();
    }

    private LeaseGate newGate() {
        return new LeaseGate(new GateSettings(SEATS, LEASE, false), serverNow(), WALL.plus(time));
    }

    // Time.

    private MonotonicInstant leaderNow() {
        return new MonotonicInstant(time.toNanos());
    }

    private MonotonicInstant serverNow() {
        return new MonotonicInstant(time.plus(SERVER_CLOCK).toNanos());
    }

    /** The server stands still meanwhile, unless it is told to {@link #tick}. */
    void pass(Duration length) {
        time = time.plus(length);
        say("time passes", length);
    }

    // The server.

    void tick() {
        gate.tick(serverNow(), WALL.plus(time)).ifPresent(wanted -> {
            if (order.isEmpty()) {
                order = Optional.of(wanted);
                say("server wants", wanted);
            }
        });
        refresh();
    }

    /** A beat that these seats hear; what they answer comes at once, or waits for {@link #deliver}. */
    void beat(List<String> hearers, boolean atOnce) {
        MonotonicInstant sent = serverNow();
        for (String name : hearers) {
            Seat seat = seats.get(name);
            if (seat != null && seat.words.grant(SERVER, sent, gate.report(), seat.armed, leaderNow())) {
                delayed.add(new Ack(name, sent, seat.armed));
            }
        }
        say("beat: state, hearers", gate.report().state(), hearers);
        if (atOnce) {
            deliver();
        }
    }

    void deliver() {
        for (Ack ack : delayed) {
            MonotonicInstant counted = flaw == Flaw.COUNTS_FROM_RECEIPT ? serverNow() : ack.sent();
            gate.acknowledged(ack.seat(), counted, ack.armed(), serverNow());
            say("server hears: seat, armed", ack.seat(), ack.armed());
        }
        delayed.clear();
        refresh();
    }

    private void refresh() {
        bound = gate.openUntil();
    }

    // ZooKeeper.

    void carryOut() {
        if (order.isPresent() && answer.isEmpty()) {
            boolean claims = order.get() instanceof GateOrder.Claim;
            if (record == Held.EXPIRE) {
                answer = Optional.of(Answer.EXPIRED);
            } else {
                record = claims ? Held.STOCK : Held.NONE;
                recordVersion = stockVersion;
                answer = Optional.of(claims ? Answer.CLAIMED : Answer.RELEASED);
            }
            say("ZooKeeper", answer.get());
        }
    }

    void answer() {
        carryOut();
        answer.ifPresent(this::tell);
        order = Optional.empty();
        answer = Optional.empty();
        refresh();
    }

    private void tell(Answer given) {
        say("server is told", given);
        switch (given) {
            case CLAIMED -> gate.claimed(serverNow());
            case RELEASED -> gate.released(serverNow());
            case EXPIRED -> gate.expired(serverNow());
        }
    }

    void loseAnswer() {
        if (order.isPresent()) {
            say("the answer is lost");
            gate.unanswered();
            if (answer.isEmpty()) {
                strays.add(new Stray(order.get(), stockVersion));
                // The next is asked in another session.
                boolean named = order.get() instanceof GateOrder.Release && flaw != Flaw.REUSES_VERSION;
                stockVersion += named ? 2 : 0;
            }
            order = Optional.empty();
            answer = Optional.empty();
            refresh();
        }
    }

    /** What was asked in a session that the server has given up is carried out after all. */
    void carryOutStray() {
        if (strays.isEmpty()) {
            return;
        }
        Stray stray = strays.remove(0);
        if (stray.order() instanceof GateOrder.Claim && record == Held.NONE) {
            record = Held.STOCK;
            recordVersion = stray.version();
            say("a stray claim is carried out");
        } else if (stray.order() instanceof GateOrder.Release
                && record == Held.STOCK
                && recordVersion == stray.version()) {
            record = Held.NONE;
            say("a stray release is carried out");
        }
    }

    /** The server looks at its own record, as it does from time to time. */
    void lookAtRecord() {
        switch (record) {
            case EXPIRE -> gate.expired(serverNow());
            case STOCK -> gate.found();
            case NONE -> {
                // Nothing to tell.
            }
        }
        refresh();
    }

    /** The agent is unloaded, which it is only while it counts on no lease, and loaded again. */
    void reload() {
        if (!isLeased() && !isExpired() && order.isEmpty()) {
            gate = newGate();
            say("the agent is loaded anew");
            lookAtRecord();
        }
    }

    // Controllers.

    void writeExpire() {
        if (record == Held.NONE || (flaw == Flaw.OVERRULES_STOCK && record == Held.STOCK)) {
            record = Held.EXPIRE;
            say("leader writes EXPIRE");
        }
    }

    void promise(String name) {
        Seat seat = seats.get(name);
        if (record == Held.EXPIRE && seat != null && !promises.containsKey(name)) {
            Promise promise = seat.words.promise(SERVER, leaderNow());
            promises.put(name, new LeaseEnd.Seen(promise, leaderNow()));
            say("promise", name, promise);
        }
    }

    void restart(String name) {
        boolean talks = flaw == Flaw.STARTS_TALKING;
        MonotonicInstant started = talks ? leaderNow().minus(LEASE.multipliedBy(3)) : leaderNow();
        Seat seat = new Seat(new Acknowledgements(SEATS, LEASE, started));
        seats.put(name, seat);
        say("restart", name);
        if (record == Held.EXPIRE && !talks) {
            promise(name);
            Promise unused = seat.words.promise(SERVER, leaderNow());
        }
        seat.words.recordsRead();
    }

    void arm(String name, boolean armed) {
        Seat seat = seats.get(name);
        if (seat != null && seat.armed != armed) {
            seat.armed = armed;
            say("seat, armed", name, armed);
        }
    }

    /** The leader's turn, and the question all of this is about. */
    void judge() {
        if (record == Held.EXPIRE && !successorMayOpen && isOver()) {
            successorMayOpen = true;
            say("the successor may open");
        }
        if (successorMayOpen && serverNow().isBefore(bound)) {
            throw new AssertionError(flaw + ": two servers may serve\n" + trace());
        }
    }

    private boolean isOver() {
        Map<String, LeaseEnd.Seen> seen = promises;
        Seats counted = SEATS;
        Duration lease = LEASE;
        if (flaw == Flaw.ONE_PROMISE && !promises.isEmpty()) {
            counted = Seats.of(List.of(promises.keySet().iterator().next()));
        }
        if (flaw == Flaw.NO_WAIT) {
            lease = Duration.ZERO;
        }
        if (flaw == Flaw.EXPIRES_UNLEASED) {
            seen = new LinkedHashMap<>();
            for (Map.Entry<String, LeaseEnd.Seen> each : promises.entrySet()) {
                Promise claimed = new Promise(
                        each.getValue().promise().lastAckAgo(),
                        Optional.of(serverNow().minus(Duration.ofDays(1))),
                        Optional.of(serverNow()));
                seen.put(
                        each.getKey(),
                        new LeaseEnd.Seen(claimed, each.getValue().at()));
            }
        }
        return LeaseEnd.judge(seen, counted, lease, leaderNow()) instanceof LeaseEnd.Verdict.Over;
    }

    // What became of it.

    boolean isOpen() {
        return serverNow().isBefore(bound);
    }

    boolean isExpired() {
        return gate.report().state() == GateState.EXPIRED;
    }

    boolean isLeased() {
        return gate.report().state() == GateState.LEASED;
    }

    boolean hasExpire() {
        return record == Held.EXPIRE;
    }

    boolean maySuccessorOpen() {
        return successorMayOpen;
    }

    String trace() {
        return String.join("\n", trace);
    }

    private void say(String what, Object... about) {
        if (traced) {
            trace.add(time.toMillis() + " " + what + " " + Arrays.toString(about));
        }
    }
}
