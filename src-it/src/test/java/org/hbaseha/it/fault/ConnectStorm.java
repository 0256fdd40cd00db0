package org.hbaseha.it.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many clients that connect to one port as fast as they can, keep what they got and try again after a time-out, as clients do whose server does
 * not answer. A listener that does not accept has a full backlog soon. Any thread may ask how it goes; starting and closing are for one.
 */
public final class ConnectStorm implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int STACK_BYTES = 1 << 17;

    private final InetSocketAddress server;
    private final int most;
    private final long start = System.nanoTime();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger timedOut = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong lastConnected = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;

    private ConnectStorm(InetSocketAddress server, int most) {
        this.server = server;
        this.most = most;
    }

    /**
     * Begins.
     *
     * @param clients threads that connect at the same time
     * @param most connections that are opened at all
     */
    public static ConnectStorm start(InetSocketAddress server, int clients, int most) {
        ConnectStorm storm = new ConnectStorm(server, most);
        for (int i = 0; i < clients; i++) {
            Thread client = new Thread(null, storm::connectUntilClosed, "connect-storm-" + i, STACK_BYTES);
            client.setDaemon(true);
            storm.clients.add(client);
            client.start();
        }
        return storm;
    }

    private void connectUntilClosed() {
        while (!closed && sockets.size() < most) {
            connect();
        }
    }

    private void connect() {
        Socket socket = new Socket();
        sockets.add(socket);
        try {
            socket.connect(server, TIMEOUT_MILLIS);
            connected.incrementAndGet();
            lastConnected.accumulateAndGet(System.nanoTime() - start, Math::max);
        } catch (SocketTimeoutException e) {
            timedOut.incrementAndGet();
            forget(socket);
        } catch (IOException e) {
            failed.incrementAndGet();
            forget(socket);
        }
    }

    private void forget(Socket socket) {
        sockets.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is not used any more.
        }
    }

    public int connected() {
        return connected.get();
    }

    /** Connects that nobody answered in a second. */
    public int timedOut() {
        return timedOut.get();
    }

    @Override
    public String toString() {
        return "connected=" + connected + " timedOut=" + timedOut + " failed=" + failed + " lastConnectedAfter="
                + lastConnected.get() / 1_000_000 + "ms";
    }

    /** Ends all connections and waits for the clients. */
    @Override
    public void close() {
        closed = true;
        sockets.forEach(ConnectStorm::closeQuietly);
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.forEach(ConnectStorm::closeQuietly);
    }
}
