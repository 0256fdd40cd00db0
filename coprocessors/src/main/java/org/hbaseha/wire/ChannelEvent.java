package org.hbaseha.wire;

import java.nio.ByteBuffer;

/** What a {@link SecureChannel} wants done or has to tell, in the order in which it is to be done. */
public sealed interface ChannelEvent {

    /** These bytes are to be sent. */
    record Send(ByteBuffer bytes) implements ChannelEvent {}

    /** Both sides have proved the secret; {@code peer} is what the other one said of itself. Comes once. */
    record Opened(Hello peer) implements ChannelEvent {}

    /** The peer has sent this message. */
    record Received(Message message) implements ChannelEvent {}

    /** The channel is of no use any more; nothing follows. {@code text} is for people. */
    record Failed(Kind kind, String text) implements ChannelEvent {

        /** Why a channel fails. */
        public enum Kind {
            /** The peer does not know the secret, or somebody on the way changes what it sends. */
            NOT_AUTHENTIC,
            /** What came is not our protocol. */
            MALFORMED
        }
    }
}
