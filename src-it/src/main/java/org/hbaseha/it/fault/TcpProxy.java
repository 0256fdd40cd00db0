package org.hbaseha.it.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands before one TCP port and does to its traffic what a broken network does, without root.
 *
 * <p>While nothing is wrong it forwards, and mirrors the target: it listens when the target listens and refuses
 * connections when the target refuses them, so that a killed server looks killed. It cannot mirror a full accept queue:
 * for a frozen target it goes on accepting.
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

    private static final Duration TICK = Duration.ofMillis(20);

    private final InetSocketAddress address;
    private final Target target;
    private final Listener listener;
    private final Gate gate = new Gate();
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private final LongAdder forwarded = new LongAdder();
    private State state = State.FORWARDING;

    private TcpProxy(InetSocketAddress address, Target target, Listener listener) {
        this.address = address;
        this.target = target;
        this.listener = listener;
    }

    /** Begins to forward from one address to another, as soon as the target listens. */
    public static TcpProxy start(InetSocketAddress address, InetSocketAddress target) throws IOException {
        TcpProxy proxy = new TcpProxy(address, new Target(target), new Listener(address));
        Thread acceptor = new Thread(proxy::acceptUntilClosed, "tcp-proxy " + address);
        acceptor.setDaemon(true);
        acceptor.start();
        return proxy;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** How many bytes went through it so far, both ways. */
    public long forwardedBytes() {
        return forwarded.sum();
    }

    /**
     * Makes the port a black hole: established connections stay and move no byte, end or reset in either direction, and
     * connecting takes until the caller's time-out.
     */
    public synchronized void cut() {
        requireNotClosed();
        if (state != State.CUT) {
            state = State.CUT;
            gate.close();
            unchecked(listener::blockConnects);
        }
    }

    /** Makes the port refuse connections; established ones go on. */
    public synchronized void refuse() {
        requireNotClosed();
        state = State.REFUSING;
        unchecked(listener::refuse);
        gate.open();
    }

    /** Ends all established connections with a reset; new ones are treated as before. */
    public void reset() {
        relays.forEach(Relay::reset);
    }

    /** Forwards again. What was held back is delivered, and what the target did meanwhile becomes visible. */
    public synchronized void restore() {
        requireNotClosed();
        state = State.FORWARDING;
        unchecked(this::acceptWaiting);
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
            unchecked(listener::close);
            notifyAll();
        }
        gate.open();
        reset();
    }

    /** Called by a relay whose target did not accept or has ended: a dead target's port must refuse, as its own would. */
    void doubtTarget() {
        target.doubt();
        unchecked(this::mirrorTarget);
    }

    /** Called by a relay that has delivered so much. */
    void forwarded(int bytes) {
        forwarded.add(bytes);
    }

    /** Called by a relay that is over. */
    void ended(Relay relay) {
        relays.remove(relay);
    }

    private void acceptUntilClosed() {
        try {
            while (awaitForwarding()) {
                if (target.isDoubted() || !isListening()) {
                    mirrorTarget();
                }
                listener.awaitConnection(TICK);
                acceptWaiting();
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
        return listener.isOpen();
    }

    private void mirrorTarget() throws IOException {
        // Asked without the lock: a frozen target makes this take its time, and a cut must not wait for it.
        boolean targetListens = target.listens();
        synchronized (this) {
            if (state != State.FORWARDING) {
                return;
            }
            if (targetListens) {
                listener.open();
            } else {
                listener.refuse();
            }
        }
    }

    private synchronized void acceptWaiting() throws IOException {
        if (state != State.FORWARDING) {
            return;
        }
        for (Optional<SocketChannel> client = listener.accept(); client.isPresent(); client = listener.accept()) {
            Relay relay = new Relay(this, gate, client.get());
            relays.add(relay);
            relay.start(target.address());
        }
    }

    private void requireNotClosed() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("Proxy is closed: address=" + address);
        }
    }

    private static void unchecked(Effect effect) {
        try {
            effect.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens to sockets of this machine, which does not fail but for a bug or a lack of file descriptors. */
    @FunctionalInterface
    private interface Effect {
        void take() throws IOException;
    }
}
