package org.hbaseha.wire.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Hello;

/** All sockets of one process of ours. Every method returns at once and may be called from any thread; answers come on the loop's thread. */
public interface Streams extends AutoCloseable {

    /**
     * Accepts streams on {@code address}; port 0 takes a free one.
     *
     * @return the port bound
     * @throws IOException when the address cannot be bound
     */
    int listen(InetSocketAddress address, Hello self, StreamListener listener) throws IOException;

    /** Dials once: {@link StreamListener#opened} or {@link StreamListener#refused} follows. */
    void dial(InetSocketAddress address, Hello self, StreamListener listener);

    /** A TCP connect, closed again at once. Answers exactly once, at the latest shortly after {@code timeout}. */
    void probe(InetSocketAddress target, Duration timeout, Consumer<ConnectOutcome> answer);

    /** Closes every socket and ends the thread. */
    @Override
    void close();
}
