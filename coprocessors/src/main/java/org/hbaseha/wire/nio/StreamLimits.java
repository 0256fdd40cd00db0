package org.hbaseha.wire.nio;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link StreamLoop} puts up with.
 *
 * @param handshake time from the dial, or from the accepted connection, to the proof of the secret
 * @param stall a stream whose peer takes none of the bytes waiting for it during this time is closed
 * @param silence a stream on which no message comes for this time is closed; empty: silence is evidence and the stream is kept
 * @param outgoingBytes what may wait for one slow peer before {@link WireStream#offer} says no
 * @param connections accepted connections at a time; more are closed as they come
 * @param unauthenticated accepted connections at a time that have not proved the secret; more wait in the kernel's backlog, and those that
 *     have had a quarter of {@code handshake} give way to them
 */
public record StreamLimits(
        Duration handshake,
        Duration stall,
        Optional<Duration> silence,
        int outgoingBytes,
        int connections,
        int unauthenticated) {

    private static final Duration HANDSHAKE = Duration.ofSeconds(2);
    private static final int OUTGOING_BYTES = 64 * 1024;

    public StreamLimits {
        if (!isPositive(handshake)
                || !isPositive(stall)
                || !silence.map(StreamLimits::isPositive).orElse(true)) {
            throw new IllegalArgumentException(
                    "Time-outs are positive handshake=" + handshake + " stall=" + stall + " silence=" + silence);
        }
        if (outgoingBytes < 1 || connections < 1 || unauthenticated < 1) {
            throw new IllegalArgumentException("Limits are positive outgoingBytes=" + outgoingBytes + " connections="
                    + connections + " unauthenticated=" + unauthenticated);
        }
    }

    /** For agents: a controller that acknowledges nothing for {@code stall} is dialled again. */
    public static StreamLimits ofAgent(Duration stall) {
        return new StreamLimits(HANDSHAKE, stall, Optional.of(stall), OUTGOING_BYTES, 1, 1);
    }

    /** For controllers: the open stream of a silent server says that its kernel lives, and is kept. */
    public static StreamLimits ofController(Duration stall) {
        return new StreamLimits(HANDSHAKE, stall, Optional.empty(), OUTGOING_BYTES, 4096, 256);
    }

    /** Of {@code unauthenticated} the share that connections from one address may take; more are closed as they come. */
    int unauthenticatedOfOneHost() {
        return Math.max(1, unauthenticated / 4);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
