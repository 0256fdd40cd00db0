package org.hbaseha.it.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection through a {@link TcpProxy}: a thread for each direction, which passes the proxy's gate before it lets
 * bytes, an end or a reset through. What is in its hands when the gate closes is kept and delivered when it opens.
 */
final class Relay {

    private static final int BUFFER_BYTES = 1 << 16;

    private final TcpProxy proxy;
    private final Gate gate;
    private final SocketChannel client;
    private final SocketChannel target;
    private final AtomicInteger openDirections = new AtomicInteger(2);

    Relay(TcpProxy proxy, Gate gate, SocketChannel client) throws IOException {
        this.proxy = proxy;
        this.gate = gate;
        this.client = client;
        this.target = SocketChannel.open();
    }

    void start(InetSocketAddress targetAddress) {
        thread("to " + targetAddress, () -> connectAndPump(targetAddress)).start();
    }

    /** Ends both connections with a reset. */
    void reset() {
        resetAndClose(client);
        resetAndClose(target);
        proxy.ended(this);
    }

    private void connectAndPump(InetSocketAddress targetAddress) {
        try {
            gate.pass();
            target.connect(targetAddress);
            target.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (ConnectException e) {
            proxy.doubtTarget();
            reset();
            return;
        } catch (IOException | InterruptedException e) {
            reset();
            return;
        }
        thread("from " + targetAddress, () -> pump(target, client)).start();
        pump(client, target);
    }

    private void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            try {
                while (from.read(buffer.clear()) >= 0) {
                    gate.pass();
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        proxy.forwarded(to.write(buffer));
                    }
                }
                gate.pass();
                doubtTargetAfter(from);
                to.shutdownOutput();
                if (openDirections.decrementAndGet() == 0) {
                    client.close();
                    target.close();
                    proxy.ended(this);
                }
            } catch (IOException e) {
                gate.pass();
                doubtTargetAfter(from);
                reset();
            }
        } catch (InterruptedException e) {
            reset();
        }
    }

    /** Before the client learns of the end: when it comes again it shall be refused, if the target would refuse it. */
    private void doubtTargetAfter(SocketChannel ended) {
        if (ended.equals(target)) {
            proxy.doubtTarget();
        }
    }

    private static void resetAndClose(SocketChannel channel) {
        try {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            // It was closed meanwhile, which is what we want.
        }
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, "tcp-proxy relay " + name);
        thread.setDaemon(true);
        return thread;
    }
}
