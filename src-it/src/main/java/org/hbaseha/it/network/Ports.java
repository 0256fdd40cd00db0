package org.hbaseha.it.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Hands out TCP ports on which a server can listen, on every loopback address, now and after a restart.
 *
 * <p>Ports lie below the kernel's ephemeral range, so that no outgoing connection takes one while its server is down. A
 * port is held, until this is closed, by a socket that is bound and does not listen: servers, which reuse addresses as
 * Java's and Netty's do, can listen beside it, but no other owner on this machine is given the port. Any thread.
 */
public final class Ports implements AutoCloseable {

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private final RandomGenerator random;
    private final List<SocketChannel> holders = new ArrayList<>();

    public Ports(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a port that nobody listens on and nobody else was given. */
    public synchronized int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            Optional<SocketChannel> holder = hold(port);
            if (holder.isPresent()) {
                holders.add(holder.get());
                return port;
            }
        }
        throw new IllegalStateException(
                "No free TCP port found: lowest=" + LOWEST + " highest=" + HIGHEST + " tries=" + TRIES);
    }

    @Override
    public synchronized void close() {
        try {
            for (SocketChannel holder : holders) {
                holder.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SocketChannel> hold(int port) {
        SocketChannel holder = open();
        try {
            // Alone at first, so that this fails where anybody is bound; the wildcard address covers all others.
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            holder.bind(new InetSocketAddress((InetAddress) null, port));
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return Optional.of(holder);
        } catch (IOException e) {
            closeQuietly(holder);
            return Optional.empty();
        }
    }

    private static SocketChannel open() {
        try {
            return SocketChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException("No more sockets", e);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It was never connected; there is nothing to lose.
        }
    }
}
