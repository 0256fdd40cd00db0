package org.hbaseha.it.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills the kernel's accept queue of a listener that does not accept, with connections of its own. While it is full,
 * Linux drops every further SYN ({@code tcp_conn_request}: the queue holds one more than the backlog asked for), so that
 * connecting takes until the caller's time-out, as to a host that is gone.
 */
final class AcceptQueue implements AutoCloseable {

    /** On loopback the kernel completes a connect within the system call; this is ample. */
    private static final int COMPLETES_WITHIN_MILLIS = 100;

    private final List<SocketChannel> fillers = new ArrayList<>();
    private final Set<SocketAddress> addresses = new HashSet<>();

    private AcceptQueue() {}

    /** Connects until a connect does not complete. */
    static AcceptQueue fill(InetSocketAddress listener, int backlog) throws IOException {
        AcceptQueue queue = new AcceptQueue();
        boolean full = false;
        while (!full && queue.fillers.size() <= backlog + 1) {
            SocketChannel filler = SocketChannel.open();
            filler.configureBlocking(false);
            if (completes(filler, listener)) {
                queue.fillers.add(filler);
                queue.addresses.add(filler.getLocalAddress());
            } else {
                filler.close();
                full = true;
            }
        }
        if (!full) {
            queue.close();
            throw new IOException("Accept queue does not fill: listener=" + listener + " backlog=" + backlog);
        }
        return queue;
    }

    private static boolean completes(SocketChannel filler, InetSocketAddress listener) throws IOException {
        if (filler.connect(listener)) {
            return true;
        }
        long deadline = System.nanoTime() + COMPLETES_WITHIN_MILLIS * 1_000_000L;
        while (System.nanoTime() < deadline) {
            if (filler.finishConnect()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Whether the far end of an accepted connection is one of the fillers. */
    boolean isFiller(SocketAddress remote) {
        return addresses.contains(remote);
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel filler : fillers) {
            filler.close();
        }
    }
}
