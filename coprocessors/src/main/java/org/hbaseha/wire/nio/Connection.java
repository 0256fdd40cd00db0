package org.hbaseha.wire.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ChannelEvent;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.SecureChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket, the {@link SecureChannel} on it and the listener it reports to. {@link #offer}, {@link #close}, {@link #peer} and
 * {@link #remote} may be called from any thread; everything else belongs to the loop's.
 *
 * <pre>
 * CONNECTING   -- the peer took the connection ----------> HANDSHAKING
 * HANDSHAKING  -- both sides have proved the secret -----> OPEN        opened
 * OPEN         -- closed here ---------------------------> CLOSED      closed; the socket goes to a {@link Farewell}
 * any          -- anything else that ends it ------------> CLOSED      closed when it was open, else refused
 * </pre>
 */
final class Connection implements WireStream, SocketUser {

    /** Who is at the other end, and who wants to know. */
    record Party(InetSocketAddress remote, SecureChannel channel, StreamListener listener, Population.Seat seat) {}

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private enum Phase {
        CONNECTING,
        HANDSHAKING,
        OPEN,
        CLOSED
    }

    private final EventLoop loop;
    private final SocketChannel socket;
    private final Party party;
    private final Outgoing outgoing;
    private final FrameWriter writer;
    private final StreamWatch watch;
    private final StreamTimer timer;
    private final AtomicBoolean flushAsked = new AtomicBoolean();
    private volatile Optional<Hello> peer = Optional.empty();
    private volatile boolean closeAsked;
    private Phase phase = Phase.CONNECTING;
    private boolean awaitsRoom;

    Connection(EventLoop loop, StreamLimits limits, SocketChannel socket, Party party) {
        this.loop = loop;
        this.socket = socket;
        this.party = party;
        this.outgoing = new Outgoing(limits.outgoingBytes());
        this.writer = new FrameWriter(party.channel(), outgoing);
        this.watch = new StreamWatch(limits, loop.clock().now());
        this.timer = new StreamTimer(
                loop.timers(),
                watch,
                party.seat()::isWanted,
                verdict -> safely(() -> end(Endings.tooLong(verdict, phase != Phase.CONNECTING))));
    }

    /** Begins with a socket that is connected already. */
    void accepted() {
        try {
            Sockets.prepare(socket);
            loop.register(socket, SelectionKey.OP_READ, this);
            shakeHands();
        } catch (IOException e) {
            end(Endings.broken(e));
        }
    }

    void dial() {
        try {
            Sockets.prepare(socket);
            loop.register(socket, SelectionKey.OP_CONNECT, this);
            if (socket.connect(party.remote())) {
                connected();
            } else {
                timer.keep();
            }
        } catch (IOException | RuntimeException e) {
            // Unchecked for an address of a kind this host has no protocol for.
            end(Endings.notTaken(e));
        }
    }

    @Override
    public Hello peer() {
        return peer.orElseThrow(() -> new IllegalStateException("Stream was never opened"));
    }

    @Override
    public InetSocketAddress remote() {
        return party.remote();
    }

    @Override
    public boolean offer(Message message) {
        if (!outgoing.add(message)) {
            return false;
        }
        if (flushAsked.compareAndSet(false, true)) {
            loop.execute(() -> safely(this::flush));
        }
        return true;
    }

    @Override
    public void close(String reason) {
        closeAsked = true;
        outgoing.end();
        loop.execute(() -> safely(() -> closeHere(reason)));
    }

    @Override
    public void ready() {
        switch (phase) {
            case CONNECTING -> finishConnect();
            case HANDSHAKING, OPEN -> {
                read();
                if (awaitsRoom && phase != Phase.CLOSED) {
                    write();
                }
            }
            case CLOSED -> {
                // Closed earlier in the same round of the selector.
            }
        }
    }

    @Override
    public void broken(Throwable error) {
        end(Endings.bug(error));
    }

    @Override
    public void loopEnds() {
        closeHere("Process of ours stops").ifPresent(Farewell::loopEnds);
    }

    private void finishConnect() {
        try {
            if (socket.finishConnect()) {
                connected();
            }
        } catch (IOException e) {
            end(Endings.notTaken(e));
        }
    }

    private void connected() throws IOException {
        if (Sockets.isConnectedToItself(socket)) {
            end(Endings.metItself());
            return;
        }
        loop.interest(socket, SelectionKey.OP_READ);
        shakeHands();
    }

    private void shakeHands() {
        phase = Phase.HANDSHAKING;
        apply(party.channel().start(), loop.clock().now());
    }

    /** Reads once; false when there was nothing to read, or the connection has ended. */
    private boolean read() {
        ByteBuffer bytes = loop.readBuffer();
        int count;
        try {
            count = socket.read(bytes);
        } catch (SocketException e) {
            // The JDK's class for a reset by the peer; whatever else a read may end with is a plain IOException.
            end(Endings.byPeer(party.channel(), "Peer reset the connection"));
            return false;
        } catch (IOException e) {
            end(Endings.broken(e));
            return false;
        }
        MonotonicInstant at = loop.clock().now();
        if (count < 0) {
            end(Endings.byPeer(party.channel(), "Peer closed the connection"));
        } else if (count > 0) {
            apply(party.channel().receive(bytes.flip()), at);
        }
        return count > 0 && phase != Phase.CLOSED;
    }

    private void apply(List<ChannelEvent> events, MonotonicInstant at) {
        for (ChannelEvent event : events) {
            if (phase == Phase.CLOSED || closeAsked) {
                return;
            }
            if (event instanceof ChannelEvent.Send send) {
                writer.append(send.bytes());
            } else if (event instanceof ChannelEvent.Opened opened) {
                open(opened.peer(), at);
            } else if (event instanceof ChannelEvent.Received received) {
                watch.received(at);
                safely(() -> party.listener().received(this, received.message(), at));
            } else if (event instanceof ChannelEvent.Failed failed) {
                end(Endings.of(failed));
            }
        }
        if (phase != Phase.CLOSED && !awaitsRoom) {
            write();
        }
    }

    private void open(Hello hello, MonotonicInstant at) {
        phase = Phase.OPEN;
        peer = Optional.of(hello);
        party.seat().proved();
        watch.opened(at);
        safely(() -> party.listener().opened(this));
    }

    /** A stream on which something was thrown would be left without its timer or half written: it ends. */
    private void safely(Runnable action) {
        if (!EventLoop.guarded(action)) {
            end(new CloseCause(CloseCause.Kind.FAILED, "Unexpected error, see the log"));
        }
    }

    private void flush() {
        flushAsked.set(false);
        if (phase == Phase.OPEN && !awaitsRoom) {
            write();
        }
    }

    private void write() {
        try {
            int count = writer.writeTo(socket);
            boolean left = writer.hasUnsent();
            watch.wrote(count, left, loop.clock().now());
            if (left != awaitsRoom) {
                awaitsRoom = left;
                loop.interest(socket, SelectionKey.OP_READ | (left ? SelectionKey.OP_WRITE : 0));
            }
            timer.keep();
        } catch (IOException e) {
            outputBroken(e);
        }
    }

    /**
     * What a failed write says comes in the language of the host. What is left to read, last words among it, and how that ends tells a peer
     * that has gone from other trouble.
     */
    private void outputBroken(IOException error) {
        awaitsRoom = true;
        boolean more = true;
        while (more) {
            more = read();
        }
        end(Endings.broken(error));
    }

    private Optional<Farewell> closeHere(String reason) {
        if (phase == Phase.OPEN) {
            try {
                writer.writeTo(socket);
                Farewell farewell = Farewell.begin(loop, socket, party.seat());
                leave();
                tellClosed(Endings.here(reason));
                return Optional.of(farewell);
            } catch (IOException e) {
                LOG.debug("Connection broke before its close", e);
            }
        }
        end(Endings.here(reason));
        return Optional.empty();
    }

    /** Ends the connection without ceremony; does nothing when it has ended. */
    private void end(CloseCause cause) {
        Phase was = phase;
        if (was == Phase.CLOSED) {
            return;
        }
        leave();
        if (cause.kind() == CloseCause.Kind.STALLED) {
            Sockets.reset(socket);
        } else {
            Sockets.close(socket);
        }
        party.seat().leave();
        if (was == Phase.OPEN) {
            tellClosed(cause);
        } else {
            EventLoop.guarded(() -> party.listener().refused(party.remote().toString(), cause));
        }
    }

    private void leave() {
        phase = Phase.CLOSED;
        outgoing.end();
        timer.stop();
    }

    private void tellClosed(CloseCause cause) {
        MonotonicInstant now = loop.clock().now();
        EventLoop.guarded(() -> party.listener().closed(this, cause, now));
    }

    @Override
    public String toString() {
        return peer.map(Hello::name).orElse("stranger") + "@" + party.remote();
    }
}
