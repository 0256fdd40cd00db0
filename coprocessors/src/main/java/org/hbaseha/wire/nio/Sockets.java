package org.hbaseha.wire.nio;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every socket here needs. */
final class Sockets {

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private Sockets() {}

    /**
     * Beats are small and must leave at once. A beat that waits in the kernel is worth little when it comes, and thousands of peers that do not
     * read must not cost megabytes each, so the send buffer stays small. Keep-alive ends, in hours, the stream of a host that vanished and was
     * never written to.
     */
    static void prepare(SocketChannel socket) throws IOException {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    /**
     * A connect to a free port of the own host can meet itself, when the kernel picks that very port as its source (TCP's simultaneous open).
     * Nobody listens there.
     */
    static boolean isConnectedToItself(SocketChannel socket) throws IOException {
        return socket.getLocalAddress().equals(socket.getRemoteAddress());
    }

    /** Closes with a reset: what the peer has not taken is thrown away and costs the kernel nothing. */
    static void reset(SocketChannel socket) {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("Socket is gone before its reset", e);
        }
        close(socket);
    }

    static void close(Channel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Socket cannot be closed", e);
        }
    }
}
