package org.hbaseha.wire.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/** One TCP connect whose outcome is all that matters; answers exactly once. The loop's thread only. */
final class Probe implements SocketUser {

    private final SocketChannel socket;
    private final Consumer<ConnectOutcome> answer;
    private final EventLoop loop;
    private final MonotonicInstant begun;
    private final Timers.Timer timer;
    private boolean answered;

    private Probe(EventLoop loop, SocketChannel socket, Duration timeout, Consumer<ConnectOutcome> answer) {
        this.loop = loop;
        this.socket = socket;
        this.answer = answer;
        this.begun = loop.clock().now();
        this.timer = loop.timers().schedule(begun.plus(timeout), (at, now) -> timedOut());
    }

    static void start(EventLoop loop, InetSocketAddress target, Duration timeout, Consumer<ConnectOutcome> answer) {
        if (target.isUnresolved() || loop.isStopping()) {
            answer.accept(ConnectOutcome.NOT_TRIED);
            return;
        }
        SocketChannel socket;
        try {
            socket = SocketChannel.open();
        } catch (IOException e) {
            answer.accept(ConnectOutcome.NOT_TRIED);
            return;
        }
        new Probe(loop, socket, timeout, answer).connect(target);
    }

    private void connect(InetSocketAddress target) {
        try {
            loop.register(socket, SelectionKey.OP_CONNECT, this);
            if (socket.connect(target)) {
                connected();
            }
        } catch (IOException e) {
            failed(e);
        } catch (RuntimeException e) {
            // An address of a kind this host has no protocol for, or one that its policy forbids.
            finish(ConnectOutcome.NOT_TRIED);
        }
    }

    @Override
    public void ready() {
        try {
            if (!answered && socket.finishConnect()) {
                connected();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void connected() throws IOException {
        finish(Sockets.isConnectedToItself(socket) ? ConnectOutcome.REFUSED : ConnectOutcome.CONNECTED);
    }

    private void failed(IOException error) {
        finish(ConnectFailure.outcome(error, loop.clock().now().since(begun)));
    }

    /** The answer may have come while the process stood still; then it counts, not the clock. */
    private void timedOut() {
        ready();
        finish(ConnectOutcome.TIMED_OUT);
    }

    @Override
    public void broken(Throwable error) {
        finish(ConnectOutcome.NOT_TRIED);
    }

    @Override
    public void loopEnds() {
        finish(ConnectOutcome.NOT_TRIED);
    }

    private void finish(ConnectOutcome outcome) {
        if (answered) {
            return;
        }
        answered = true;
        loop.timers().cancel(timer);
        Sockets.close(socket);
        answer.accept(outcome);
    }
}
