package org.hbaseha.controller.admin.preflight;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ZooKeeper's four-letter commands, as far as {@code 4lw.commands.whitelist} lets us. */
final class FourLetterWords {

    private static final Pattern CONNECTION = Pattern.compile("sid=0x([0-9a-f]{1,16}),.*?,to=(\\d{1,9}),");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 1 << 20;

    private FourLetterWords() {}

    /** Asks one server of the ensemble; empty when it does not answer or does not allow the word. */
    static Optional<String> ask(String hostAndPort, String word) {
        int colon = hostAndPort.lastIndexOf(':');
        String host = hostAndPort.substring(0, colon).replaceAll("[\\[\\]]", "");
        int millis = Math.toIntExact(PATIENCE.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(hostAndPort.substring(colon + 1))), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return answer.isEmpty() || answer.contains("not in the whitelist") ? Optional.empty() : Optional.of(answer);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** From the answer to {@code cons}: session id to negotiated time-out. Pure. */
    static Map<Long, Duration> sessions(String cons) {
        Map<Long, Duration> sessions = new HashMap<>();
        Matcher matcher = CONNECTION.matcher(cons);
        while (matcher.find()) {
            sessions.put(
                    Long.parseUnsignedLong(matcher.group(1), 16), Duration.ofMillis(Long.parseLong(matcher.group(2))));
        }
        return sessions;
    }
}
