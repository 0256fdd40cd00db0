package org.hbaseha.it.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before one TCP port and does to its traffic what a broken network does, without root.
 *
 * <p>While nothing is wrong it forwards, and mirrors the target: it listens when the target listens and refuses
 * connections when the target refuses them, so that a killed server looks killed. It cannot mirror a full accept queue:
 * to a frozen target it goes on accepting.
 *
 * <p>One thread accepts; {@link #cut}, {@link #refuse}, {@link #reset} and {@link #restore} may be called from any other
 * and have taken effect when they return.
 */
public final class TcpProxy implements AutoCloseable {

    private enum State {
        FORWARDING,
        CUT,
        REFUSING,
        CLOSED
    }

    static final int BACKLOG = 16;
    private static final int TICK_MILLIS = 20;
    /** A process that is killed closes one socket after the other; the listener may come after a connection. */
    private static final long DOUBT_NANOS = 100_000_000;

    private static final int CONNECT_TIMEOUT_MILLIS = 200;

    private final InetSocketAddress address;
    private final InetSocketAddress target;
    private final Selector selector;
    private final Gate gate = new Gate();
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private State state = State.FORWARDING;
    private Optional<ServerSocketChannel> listener = Optional.empty();
    private Optional<AcceptQueue> fullQueue = Optional.empty();
    private volatile OptionalLong doubtedSince = OptionalLong.empty();

    private TcpProxy(InetSocketAddress address, InetSocketAddress target, Selector selector) {
        this.address = address;
        this.target = target;
        this.selector = selector;
        this.acceptor = new Thread(this::acceptUntilClosed, "tcp-proxy " + address);
        acceptor.setDaemon(true);
    }

    /** Begins to forward from one address to another, as soon as the target listens. */
    public static TcpProxy start(InetSocketAddress address, InetSocketAddress target) throws IOException {
        TcpProxy proxy = new TcpProxy(address, target, Selector.open());
        proxy.acceptor.start();
        return proxy;
    }

    public InetSocketAddress address() {
        return address;
    }

    /**
     * Makes the port a black hole: established connections stay and move no byte, end or reset in either direction, and
     * connecting takes until the caller's time-out.
     */
    public synchronized void cut() {
        if (state == State.CUT) {
            return;
        }
        requireOpen();
        gate.close();
        state = State.CUT;
        try {
            if (listener.isEmpty()) {
                listen();
            }
            fullQueue = Optional.of(AcceptQueue.fill(address, BACKLOG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the port refuse connections; established ones go on. */
    public synchronized void refuse() {
        requireOpen();
        discardQueue();
        state = State.REFUSING;
        stopListening();
        gate.open();
    }

    /** Ends all established connections with a reset; new ones are treated as before. */
    public void reset() {
        relays.forEach(Relay::reset);
    }

    /** Forwards again. What was held back is delivered, and what the target did meanwhile becomes visible. */
    public synchronized void restore() {
        requireOpen();
        state = State.FORWARDING;
        acceptWaiting();
        discardQueue();
        gate.open();
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            discardQueue();
            stopListening();
            notifyAll();
        }
        gate.open();
        reset();
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by a relay whose target did not accept or has ended: a dead target's port must refuse, as its own would. */
    void doubtTarget() {
        doubtedSince = OptionalLong.of(System.nanoTime());
        stopListeningUnlessTargetDoes();
    }

    private boolean isTargetDoubted() {
        OptionalLong since = doubtedSince;
        return since.isPresent() && System.nanoTime() - since.getAsLong() < DOUBT_NANOS;
    }

    private void stopListeningUnlessTargetDoes() {
        if (!targetListens()) {
            synchronized (this) {
                if (state == State.FORWARDING) {
                    stopListening();
                }
            }
        }
    }

    void ended(Relay relay) {
        relays.remove(relay);
    }

    private void acceptUntilClosed() {
        try {
            while (awaitForwarding()) {
                if (!isListening() && targetListens()) {
                    listenIfForwarding();
                }
                selector.select(TICK_MILLIS);
                acceptWaiting();
                if (isTargetDoubted()) {
                    stopListeningUnlessTargetDoes();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Proxy stopped accepting: address=" + address, e);
        } catch (ClosedSelectorException | InterruptedException e) {
            // Closed: nothing left to accept.
        }
    }

    private synchronized boolean awaitForwarding() throws InterruptedException {
        while (state == State.CUT || state == State.REFUSING) {
            wait();
        }
        return state == State.FORWARDING;
    }

    private synchronized boolean isListening() {
        return listener.isPresent();
    }

    private synchronized void listenIfForwarding() throws IOException {
        if (state == State.FORWARDING && listener.isEmpty()) {
            listen();
        }
    }

    private void listen() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(address, BACKLOG);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
        listener = Optional.of(channel);
    }

    private void stopListening() {
        if (listener.isEmpty()) {
            return;
        }
        try {
            listener.get().close();
            listener = Optional.empty();
            // The socket listens on until the selector has let go of it.
            selector.wakeup();
            selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void acceptWaiting() {
        selector.selectedKeys().clear();
        if (state != State.FORWARDING || listener.isEmpty()) {
            return;
        }
        try {
            SocketChannel client = listener.get().accept();
            while (client != null) {
                relayUnlessOurs(client);
                client = listener.get().accept();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void relayUnlessOurs(SocketChannel client) throws IOException {
        if (fullQueue.isPresent() && fullQueue.get().isFiller(client.getRemoteAddress())) {
            client.close();
            return;
        }
        Relay relay = new Relay(this, gate, client);
        relays.add(relay);
        relay.start(target);
    }

    private void discardQueue() {
        try {
            if (fullQueue.isPresent()) {
                fullQueue.get().close();
            }
            fullQueue = Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean targetListens() {
        try (Socket socket = new Socket()) {
            socket.connect(target, CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            // It accepts no more, but it is there: a frozen process with a full queue.
            return true;
        }
    }

    private void requireOpen() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("Proxy is closed: address=" + address);
        }
    }
}
