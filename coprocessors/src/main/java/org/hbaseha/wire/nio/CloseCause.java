package org.hbaseha.wire.nio;

/** Why a stream ended, with a sentence for people. */
public record CloseCause(Kind kind, String text) {

    /** What may end a stream; the names are metric labels. */
    public enum Kind {
        /** The peer's kernel closed or reset the connection: its process ended, or it closed on purpose. */
        PEER_CLOSED,
        /** The peer left after we had proved the secret to it, and proved nothing itself: most likely it has another secret. */
        LEFT_UNPROVEN,
        /** We closed it. */
        CLOSED_HERE,
        /** Nobody took the connection. */
        NOT_CONNECTED,
        /** The peer could not prove the secret, or used it wrongly: wrong proof, forged, replayed or altered frame. */
        NOT_AUTHENTIC,
        /** Authentic or not, what came is not our protocol: bad magic, oversized frame, unknown message, no common version. */
        MALFORMED,
        /** The handshake took too long, or longer than others were made to wait for. */
        HANDSHAKE_TIMEOUT,
        /** The peer took or said nothing for {@code hbase.ha.stream.stall.timeout}. */
        STALLED,
        /** The connection broke on our side: network error, too many connections. */
        FAILED
    }
}
