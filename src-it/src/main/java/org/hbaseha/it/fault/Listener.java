package org.hbaseha.it.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * The port a {@link TcpProxy} stands on: closed (connects are refused), open, or open with a full accept queue (connects
 * time out).
 *
 * <p>{@link #awaitConnection} is for the accepting thread and may run while others call; the callers of all other methods
 * hold the proxy's lock.
 */
final class Listener implements AutoCloseable {

    /** Small, so that it is filled quickly; large enough for a client that connects with many threads at once. */
    static final int BACKLOG = 16;

    private final InetSocketAddress address;
    private final Selector selector;
    private Optional<ServerSocketChannel> channel = Optional.empty();
    private Optional<AcceptQueue> fullQueue = Optional.empty();

    Listener(InetSocketAddress address) throws IOException {
        this.address = address;
        this.selector = Selector.open();
    }

    boolean isOpen() {
        return channel.isPresent();
    }

    void open() throws IOException {
        if (isOpen()) {
            return;
        }
        ServerSocketChannel opened = ServerSocketChannel.open();
        opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        opened.bind(address, BACKLOG);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_ACCEPT);
        channel = Optional.of(opened);
    }

    /** Refuses connections from now on, those too that wait to be accepted. */
    void refuse() throws IOException {
        discardQueue();
        if (channel.isPresent()) {
            channel.get().close();
            channel = Optional.empty();
            // The socket listens on until the selector has let go of it.
            selector.wakeup();
            selector.selectNow();
        }
    }

    /** Opens and lets every further connect time out, as long as nothing is accepted. */
    void blockConnects() throws IOException {
        open();
        fullQueue = Optional.of(AcceptQueue.fill(address, BACKLOG));
    }

    /** The next connection of a client that waits, if one does. */
    Optional<SocketChannel> accept() throws IOException {
        while (channel.isPresent()) {
            SocketChannel client = channel.get().accept();
            if (client == null) {
                discardQueue();
                return Optional.empty();
            }
            if (!isFiller(client)) {
                return Optional.of(client);
            }
            client.close();
        }
        return Optional.empty();
    }

    /** Waits until a connection waits, the listener has changed or the time is over. */
    void awaitConnection(Duration atMost) throws IOException {
        selector.select(atMost.toMillis());
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        refuse();
        selector.close();
    }

    private boolean isFiller(SocketChannel client) throws IOException {
        return fullQueue.isPresent() && fullQueue.get().isFiller(client.getRemoteAddress());
    }

    private void discardQueue() throws IOException {
        if (fullQueue.isPresent()) {
            fullQueue.get().close();
            fullQueue = Optional.empty();
        }
    }
}
