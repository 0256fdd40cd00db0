package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks ZooKeeper which time-out it really granted: the word {@code cons} lists every session with its {@code to=}. */
final class Sessions {

    private static final Pattern GRANTED = Pattern.compile("sid=0x([0-9a-f]+).*?\\bto=(\\d+)");
    private static final int TIMEOUT_MILLIS = 3_000;

    private Sessions() {}

    /** The time-out of one session; empty when ZooKeeper has no connection of it. */
    static Optional<Duration> granted(InetSocketAddress zooKeeper, long session) throws IOException {
        return granted(cons(zooKeeper), session);
    }

    static Optional<Duration> granted(String cons, long session) {
        Matcher line = GRANTED.matcher(cons);
        while (line.find()) {
            if (Long.parseUnsignedLong(line.group(1), 16) == session) {
                return Optional.of(Duration.ofMillis(Long.parseLong(line.group(2))));
            }
        }
        return Optional.empty();
    }

    private static String cons(InetSocketAddress zooKeeper) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(zooKeeper, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("cons".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
