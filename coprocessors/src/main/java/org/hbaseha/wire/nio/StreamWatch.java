package org.hbaseha.wire.nio;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.hbaseha.time.MonotonicInstant;

/**
 * Decides when a stream has waited long enough: for the proof of the secret (less long when others wait for its place), for its peer to take
 * bytes, or to say something. Pure; told of what happens, with its time. When it is asked much later than it wanted to be, this process itself
 * stood still, and the peer gets its time once more: a region server that wakes up from a long pause keeps its streams and beats on at once.
 */
final class StreamWatch {

    /** What was waited for in vain. */
    enum Verdict {
        HANDSHAKE_TIMEOUT,
        /** The handshake may not be over yet, but others wait for the place and this peer has had time enough. */
        CROWDED_OUT,
        NOTHING_TAKEN,
        NOTHING_HEARD
    }

    private final StreamLimits limits;
    private boolean open;
    /** When the stream began, was opened, or last received a message. */
    private MonotonicInstant heard;
    /** Until it is open: when it is looked at next whether others wait. */
    private MonotonicInstant nextLook;
    /** While bytes wait: when the peer last took some, or the first of them began to wait. */
    private Optional<MonotonicInstant> waiting = Optional.empty();

    StreamWatch(StreamLimits limits, MonotonicInstant begun) {
        this.limits = limits;
        this.heard = begun;
        this.nextLook = begun.plus(fairTime());
    }

    void opened(MonotonicInstant now) {
        open = true;
        heard = now;
    }

    void received(MonotonicInstant now) {
        heard = now;
    }

    /** The socket took so many bytes, and some are left or not. */
    void wrote(int bytes, boolean left, MonotonicInstant now) {
        if (!left) {
            waiting = Optional.empty();
        } else if (bytes > 0 || waiting.isEmpty()) {
            waiting = Optional.of(now);
        }
    }

    /** When {@link #judge} is to be called next; may move in both directions with everything that happens. */
    Optional<MonotonicInstant> deadline() {
        return Stream.of(handshakeLook(), handshakeEnd(), takingEnd(), hearingEnd())
                .flatMap(Optional::stream)
                .min(MonotonicInstant::compareTo);
    }

    /** {@code due} is when this call was asked for; {@code crowded}, whether others wait for the place of a peer that has proved nothing. */
    Optional<Verdict> judge(MonotonicInstant due, MonotonicInstant now, boolean crowded) {
        if (now.since(due).compareTo(ownPause()) > 0) {
            heard = now;
            waiting = waiting.map(since -> now);
        }
        boolean hadItsTime = isOver(handshakeLook(), now);
        if (hadItsTime) {
            nextLook = now.plus(fairTime());
        }
        if (isOver(handshakeEnd(), now)) {
            return Optional.of(Verdict.HANDSHAKE_TIMEOUT);
        } else if (hadItsTime && crowded && now.since(due).compareTo(fairTime().dividedBy(2)) < 0) {
            return Optional.of(Verdict.CROWDED_OUT);
        } else if (isOver(takingEnd(), now)) {
            return Optional.of(Verdict.NOTHING_TAKEN);
        } else if (isOver(hearingEnd(), now)) {
            return Optional.of(Verdict.NOTHING_HEARD);
        }
        return Optional.empty();
    }

    /** So late that it was not the scheduler. */
    private Duration ownPause() {
        return (open ? limits.stall() : limits.handshake()).dividedBy(2);
    }

    /** More than an honest peer needs, unless it or the network is in trouble. */
    private Duration fairTime() {
        return limits.handshake().dividedBy(4);
    }

    private Optional<MonotonicInstant> handshakeLook() {
        return open ? Optional.empty() : Optional.of(nextLook);
    }

    private Optional<MonotonicInstant> handshakeEnd() {
        return open ? Optional.empty() : Optional.of(heard.plus(limits.handshake()));
    }

    private Optional<MonotonicInstant> takingEnd() {
        return waiting.map(since -> since.plus(limits.stall()));
    }

    private Optional<MonotonicInstant> hearingEnd() {
        return open ? limits.silence().map(heard::plus) : Optional.empty();
    }

    private static boolean isOver(Optional<MonotonicInstant> end, MonotonicInstant now) {
        return end.filter(instant -> !instant.isAfter(now)).isPresent();
    }
}
