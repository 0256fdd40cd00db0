package org.hbaseha.wire.nio;

import java.net.InetSocketAddress;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;

/** One authenticated stream. May be used from any thread; nothing here blocks. */
public interface WireStream {

    /** What the other end said of itself and proved. */
    Hello peer();

    InetSocketAddress remote();

    /** Queues a message. False when the peer reads too slowly to take more, or the stream is closed: the message is dropped. */
    boolean offer(Message message);

    /** Sends what is queued as far as the socket takes it at once, then closes. */
    void close(String reason);
}
