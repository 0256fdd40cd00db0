package org.hbaseha.wire.nio;

import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;

/** Called by the loop's own thread only, so implementations must return at once. An exception closes that stream and no other. */
public interface StreamListener {

    /** Both ends have proved the secret. */
    void opened(WireStream stream);

    /** {@code at} is when the bytes were read from the socket. */
    void received(WireStream stream, Message message, MonotonicInstant at);

    /** Once for each stream that was opened. */
    void closed(WireStream stream, CloseCause cause, MonotonicInstant at);

    /** A connection that ended before it was authenticated, or a dial that failed. {@code remote} is for people. */
    void refused(String remote, CloseCause cause);
}
