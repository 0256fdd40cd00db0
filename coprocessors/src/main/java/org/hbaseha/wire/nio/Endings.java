package org.hbaseha.wire.nio;

import org.hbaseha.wire.ChannelEvent;
import org.hbaseha.wire.SecureChannel;

/** What the end of a connection means: from what happened, and how far it had come, to a {@link CloseCause}. Pure. */
final class Endings {

    private Endings() {}

    /** {@code how}: whether the peer closed or reset. */
    static CloseCause byPeer(SecureChannel channel, String how) {
        return channel.awaitsProof()
                ? new CloseCause(
                        CloseCause.Kind.LEFT_UNPROVEN,
                        how + " when it had seen our proof, its secret may be another one")
                : new CloseCause(CloseCause.Kind.PEER_CLOSED, how);
    }

    static CloseCause broken(Exception error) {
        return new CloseCause(CloseCause.Kind.FAILED, "Connection broke error=" + error);
    }

    /** Something was thrown that should not have been. */
    static CloseCause bug(Throwable error) {
        return new CloseCause(CloseCause.Kind.FAILED, "Unexpected error=" + error);
    }

    static CloseCause notTaken(Exception error) {
        return new CloseCause(CloseCause.Kind.NOT_CONNECTED, "Nobody took the connection error=" + error);
    }

    static CloseCause metItself() {
        return new CloseCause(CloseCause.Kind.NOT_CONNECTED, "Nobody listens there, the socket met itself");
    }

    static CloseCause here(String reason) {
        return new CloseCause(CloseCause.Kind.CLOSED_HERE, reason);
    }

    static CloseCause of(ChannelEvent.Failed failed) {
        CloseCause.Kind kind =
                switch (failed.kind()) {
                    case NOT_AUTHENTIC -> CloseCause.Kind.NOT_AUTHENTIC;
                    case MALFORMED -> CloseCause.Kind.MALFORMED;
                };
        return new CloseCause(kind, failed.text());
    }

    /** {@code connected}: whether anybody had taken the connection. */
    static CloseCause tooLong(StreamWatch.Verdict verdict, boolean connected) {
        return switch (verdict) {
            case HANDSHAKE_TIMEOUT, CROWDED_OUT ->
                connected
                        ? new CloseCause(
                                CloseCause.Kind.HANDSHAKE_TIMEOUT,
                                verdict == StreamWatch.Verdict.CROWDED_OUT
                                        ? "Peer did not prove the secret soon, and others wait for its place"
                                        : "Peer did not prove the secret in time")
                        : new CloseCause(CloseCause.Kind.NOT_CONNECTED, "Nobody answered in time");
            case NOTHING_TAKEN -> new CloseCause(CloseCause.Kind.STALLED, "Peer takes nothing");
            case NOTHING_HEARD -> new CloseCause(CloseCause.Kind.STALLED, "Peer says nothing");
        };
    }
}
