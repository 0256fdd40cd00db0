package org.hbaseha.wire.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.SecureChannel;

/**
 * All streams of a process on one thread. {@link #start} once; then every method from any thread. Answers, and calls of the listeners, come
 * on the loop's thread, those that come after {@link #close} excepted: these come on the caller's and say that nothing was tried.
 */
public final class StreamLoop implements Streams {

    /** What the kernel keeps for us while we are busy or have no room: all servers of a large cluster may dial at once. */
    private static final int BACKLOG = 1024;

    /** Enough for the goodbyes to leave before a JVM that waits for us halts. */
    private static final Duration FAREWELL = Duration.ofMillis(250);

    private final EventLoop loop;
    private final Secret secret;
    private final StreamLimits limits;
    private final NonceSource nonces;
    private final Population population;

    public StreamLoop(String name, Secret secret, StreamLimits limits, MonotonicClock clock) {
        this.loop = new EventLoop(name, clock);
        this.secret = secret;
        this.limits = limits;
        this.nonces = NonceSource.secure();
        this.population = new Population(limits);
    }

    /** Throws when the process has no descriptor left for the selector. */
    public void start() throws IOException {
        loop.start();
    }

    @Override
    public int listen(InetSocketAddress address, Hello self, StreamListener listener) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(address, BACKLOG);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Acceptor acceptor = new Acceptor(loop, server, population, socket -> admit(socket, self, listener));
            loop.execute(acceptor::start);
            return port;
        } catch (IOException | RuntimeException e) {
            Sockets.close(server);
            throw e;
        }
    }

    @Override
    public void dial(InetSocketAddress address, Hello self, StreamListener listener) {
        loop.execute(() -> dialNow(address, self, listener));
    }

    @Override
    public void probe(InetSocketAddress target, Duration timeout, Consumer<ConnectOutcome> answer) {
        loop.execute(() -> Probe.start(loop, target, timeout, answer));
    }

    /** Waits a quarter of a second at most for what was said last to leave. */
    @Override
    public void close() {
        loop.stop(FAREWELL);
    }

    private void admit(SocketChannel socket, Hello self, StreamListener listener) {
        InetSocketAddress remote;
        try {
            remote = (InetSocketAddress) socket.getRemoteAddress();
        } catch (IOException e) {
            Sockets.close(socket);
            refuse(listener, "unknown", CloseCause.Kind.FAILED, "Connection broke at once error=" + e);
            return;
        }
        Optional<String> noRoom = population.refusal(remote.getAddress());
        if (noRoom.isPresent()) {
            Sockets.close(socket);
            refuse(listener, remote.toString(), CloseCause.Kind.FAILED, noRoom.orElseThrow());
            return;
        }
        SecureChannel channel = SecureChannel.listening(secret, self, nonces.next());
        Population.Seat seat = population.seat(remote.getAddress());
        new Connection(loop, limits, socket, new Connection.Party(remote, channel, listener, seat)).accepted();
    }

    private void dialNow(InetSocketAddress address, Hello self, StreamListener listener) {
        if (loop.isStopping()) {
            refuse(listener, address.toString(), CloseCause.Kind.CLOSED_HERE, "Process of ours stops");
            return;
        }
        if (address.isUnresolved()) {
            refuse(listener, address.toString(), CloseCause.Kind.NOT_CONNECTED, "Host name is not known");
            return;
        }
        SocketChannel socket;
        try {
            socket = SocketChannel.open();
        } catch (IOException e) {
            refuse(listener, address.toString(), CloseCause.Kind.FAILED, "No socket to dial with error=" + e);
            return;
        }
        SecureChannel channel = SecureChannel.dialling(secret, self, nonces.next());
        new Connection(
                        loop,
                        limits,
                        socket,
                        new Connection.Party(address, channel, listener, Population.Seat.UNCOUNTED))
                .dial();
    }

    private static void refuse(StreamListener listener, String remote, CloseCause.Kind kind, String text) {
        EventLoop.guarded(() -> listener.refused(remote, new CloseCause(kind, text)));
    }
}
