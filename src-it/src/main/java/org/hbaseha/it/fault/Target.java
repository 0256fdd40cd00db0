package org.hbaseha.it.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalLong;

/** What a {@link TcpProxy} forwards to, and whether there is reason to believe that it is gone. Any thread. */
final class Target {

    private static final int CONNECT_MILLIS = 200;

    /** A killed process closes one socket after the other; its listener may come after a connection. */
    private static final Duration DOUBT = Duration.ofMillis(100);

    private final InetSocketAddress address;
    private volatile OptionalLong doubtedAt = OptionalLong.empty();

    Target(InetSocketAddress address) {
        this.address = address;
    }

    InetSocketAddress address() {
        return address;
    }

    /** A connection of it ended, or it did not accept one. */
    void doubt() {
        doubtedAt = OptionalLong.of(System.nanoTime());
    }

    boolean isDoubted() {
        OptionalLong at = doubtedAt;
        return at.isPresent() && System.nanoTime() - at.getAsLong() < DOUBT.toNanos();
    }

    /** Whether it does not refuse connections; one that does not answer them, such as a frozen process, is there. */
    boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
