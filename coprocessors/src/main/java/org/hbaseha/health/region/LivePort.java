package org.hbaseha.health.region;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP port that is told to controllers alone, in the beats. The kernel answers on it while the process stands still, as on the server's own
 * port; but no client knows it, so that a storm of reconnecting clients cannot fill its backlog and make a frozen process look like a dead
 * host. Says nothing to anybody: who connects is hung up on at the keeper's next turn.
 */
final class LivePort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LivePort.class);

    /** Probes of several controllers and witnesses for as long as a pause may last. */
    private static final int BACKLOG = 1024;

    /** A caller who comes faster than this is kept waiting, and not the agent. */
    private static final int MOST_A_TURN = 1024;

    private final ServerSocketChannel socket;
    private final int port;

    private LivePort(ServerSocketChannel socket, int port) {
        this.socket = socket;
        this.port = port;
    }

    /** {@code port}: 0 takes a free one, -1 none. Empty when there is none, or none can be had: the agent does without. */
    static Optional<LivePort> open(int port) {
        if (port < 0) {
            return Optional.empty();
        }
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                socket.bind(new InetSocketAddress(port), BACKLOG);
                socket.configureBlocking(false);
                return Optional.of(new LivePort(socket, socket.socket().getLocalPort()));
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            LOG.warn("Agent has no port for probes port={} error={}", port, e.toString());
            return Optional.empty();
        }
    }

    int port() {
        return port;
    }

    /** Closes what has connected since; does not wait. */
    void hangUp() {
        try {
            for (int i = 0; i < MOST_A_TURN; i++) {
                try (SocketChannel caller = socket.accept()) {
                    if (caller == null) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("A prober was not hung up on", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Port for probes was not closed", e);
        }
    }
}
