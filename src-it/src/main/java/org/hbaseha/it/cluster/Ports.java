package org.hbaseha.it.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Hands out TCP ports on which a server can listen, on every loopback address, now and after a restart.
 *
 * <p>Ports lie below the kernel's ephemeral range, so that no outgoing connection takes one while its server is down,
 * and no port is given twice by one instance. Two owners at once choose at random; a collision between the check and
 * the server's own bind is possible and shows as a start-up failure. Any thread.
 */
final class Ports {

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    Ports(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a port that nobody listens on and that was not returned before. */
    synchronized int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (!given.contains(port) && canListen(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException(
                "No free TCP port found: lowest=" + LOWEST + " highest=" + HIGHEST + " tries=" + TRIES);
    }

    private static boolean canListen(int port) {
        // The wildcard address conflicts with a listener on any address, so this covers 127.0.0.10 and its siblings.
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress((InetAddress) null, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
