package org.hbaseha.wire.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections from one listening socket: a few at a time, none while there is no room for another stranger (they wait in the kernel's
 * backlog), and more and more rarely while the system has no descriptor left. The loop's thread only.
 */
final class Acceptor implements SocketUser {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final int AT_ONCE = 64;
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final ServerSocketChannel server;
    private final Population population;
    private final Consumer<SocketChannel> newcomer;
    private Duration backOff = FIRST_BACK_OFF;

    /** {@code newcomer} owns each accepted socket. */
    Acceptor(EventLoop loop, ServerSocketChannel server, Population population, Consumer<SocketChannel> newcomer) {
        this.loop = loop;
        this.server = server;
        this.population = population;
        this.newcomer = newcomer;
    }

    void start() {
        if (loop.isStopping()) {
            Sockets.close(server);
            return;
        }
        try {
            loop.register(server, SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            LOG.error("Listening socket cannot be watched server={}", server, e);
            Sockets.close(server);
        }
    }

    @Override
    public void ready() {
        for (int i = 0; i < AT_ONCE && server.isOpen(); i++) {
            if (!population.hasRoomForStranger()) {
                accepting(false);
                population.whenRoomForStranger(this::resume);
                return;
            }
            try {
                SocketChannel socket = server.accept();
                if (socket == null) {
                    return;
                }
                backOff = FIRST_BACK_OFF;
                newcomer.accept(socket);
            } catch (IOException e) {
                backOff(e);
                return;
            }
        }
    }

    /** Out of descriptors, mostly: the connection stays in the backlog, and asking again at once would only burn the processor. */
    private void backOff(IOException error) {
        LOG.warn("Connection cannot be accepted retryAfter={} error={}", backOff, String.valueOf(error));
        accepting(false);
        loop.timers().schedule(loop.clock().now().plus(backOff), (at, now) -> resume());
        Duration doubled = backOff.multipliedBy(2);
        backOff = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }

    private void resume() {
        accepting(true);
    }

    private void accepting(boolean yes) {
        loop.interest(server, yes ? SelectionKey.OP_ACCEPT : 0);
    }

    @Override
    public void broken(Throwable error) {
        backOff(new IOException(error));
    }

    @Override
    public void loopEnds() {
        Sockets.close(server);
    }
}
