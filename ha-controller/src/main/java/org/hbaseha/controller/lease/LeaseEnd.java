package org.hbaseha.controller.lease;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;

/**
 * Says from the promises seen whether a server can still be open. Over means: a majority of the seats has said nothing that is less than a
 * lease old, and the server was leased when it last changed its mind. Then it is not open, and what would open it again needs a majority, or
 * the gate record that is already taken.
 */
public final class LeaseEnd {

    /** A promise, and when it was first seen here: the last acknowledgement is no later than that less its age. */
    public record Seen(Promise promise, MonotonicInstant at) {

        MonotonicInstant lastAck() {
            return at.minus(promise.lastAckAgo());
        }
    }

    public sealed interface Verdict {

        /** For people. */
        String sentence();

        /** It cannot be open. */
        record Over() implements Verdict {
            @Override
            public String sentence() {
                return "A majority of the controllers has promised, and what they said last is older than a lease: its gate is closed";
            }
        }

        /** It cannot be open from {@code until} on, if nothing else is seen. */
        record Wait(MonotonicInstant until) implements Verdict {
            @Override
            public String sentence() {
                return "A majority of the controllers has promised; its lease is still running out";
            }
        }

        /** Too few seats have promised. */
        record NoMajority(int promised, int needed) implements Verdict {
            @Override
            public String sentence() {
                return promised + " of the " + needed
                        + " controllers that are needed have promised to acknowledge it no more";
            }
        }

        /** Nobody can show that the server counts on a lease: it may serve for as long as it likes. */
        record NotLeased() implements Verdict {
            @Override
            public String sentence() {
                return "Nobody can show that it counts on a lease: it has to find its EXPIRE record, or its ZooKeeper session to end";
            }
        }
    }

    /** The clocks of two machines differ in rate by less than this, and a timer of the leader's may be early by no more than {@link #SLACK}. */
    private static final double DRIFT = 1.02;

    private static final Duration SLACK = Duration.ofMillis(50);

    private LeaseEnd() {}

    /** How long after an acknowledgement was given, on the giver's clock, it surely counts no more on the server's. */
    public static Duration wait(Duration lease) {
        return Duration.ofNanos((long) (lease.toNanos() * DRIFT)).plus(SLACK);
    }

    /** {@code seen} by seat; names without a seat count for nothing. */
    public static Verdict judge(Map<String, Seen> seen, GateTerms terms, MonotonicInstant now) {
        Seats seats = terms.seats();
        Duration lease = terms.lease();
        List<Seen> promised = seen.entrySet().stream()
                .filter(entry -> seats.has(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (promised.size() < seats.majority()) {
            return new Verdict.NoMajority(promised.size(), seats.majority());
        }
        Optional<MonotonicInstant> leased = promised.stream()
                .map(Seen::promise)
                // Of a lease of other length, or from other seats, this controller cannot tell the end.
                .filter(promise -> promise.terms() == terms.fingerprint())
                .flatMap(promise -> promise.newestLeased().stream())
                .max(Comparator.naturalOrder());
        Optional<MonotonicInstant> end = leased.flatMap(at -> promised.stream()
                .filter(each -> saidOnlyArmedSince(each.promise(), at.minus(lease)))
                .map(each -> each.lastAck().plus(wait(lease)))
                .sorted()
                .skip(seats.majority() - 1L)
                .findFirst());
        if (end.isEmpty()) {
            return new Verdict.NotLeased();
        }
        return now.isBefore(end.get()) ? new Verdict.Wait(end.get()) : new Verdict.Over();
    }

    /**
     * The server was leased at the instant {@code leased}. To become open after it, a majority would have had to acknowledge, unarmed, beats sent
     * no more than a lease before that change; a majority that did not is the proof that it has not.
     */
    private static boolean saidOnlyArmedSince(Promise promise, MonotonicInstant since) {
        return promise.newestUnarmed().filter(at -> at.isBefore(since)).isPresent();
    }
}
