package org.hbaseha.monitor.lag.rim;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.monitor.lag.ClockSample;
import org.hbaseha.monitor.lag.Observation;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * Asks region servers what time it is: the head of their web page says so, to the second; where that is switched off or wants a login, nothing
 * does. A few servers at each call, in turn, so that
 * a thousand of them cost no more than ten. Used by one thread; answers are collected from others.
 */
final class ClockReader {

    private static final Duration RESOLUTION = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8;

    private final String scheme;
    private final MonotonicClock clock;
    private final Duration patience;
    private final HttpClient client;
    private final Deque<ServerName> turn = new ArrayDeque<>();
    private final Queue<Observation.ClockRead> answers = new ConcurrentLinkedQueue<>();

    /** {@code scheme}: http or https. */
    ClockReader(String scheme, MonotonicClock clock, Duration patience) {
        this.scheme = scheme;
        this.clock = clock;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** Asks the next ones of those with a web page. */
    void ask(Map<ServerName, Integer> infoPorts) {
        Set<ServerName> known = infoPorts.keySet();
        turn.retainAll(known);
        known.stream().filter(server -> !turn.contains(server)).forEach(turn::addFirst);
        for (int i = Math.min(AT_ONCE, turn.size()); i > 0; i--) {
            ServerName server = turn.removeFirst();
            turn.addLast(server);
            ask(server, infoPorts.getOrDefault(server, 0));
        }
    }

    private void ask(ServerName server, int port) {
        if (port <= 0) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(scheme + "://" + server.getHostname() + ":" + port + "/index.html"))
                .timeout(patience)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        MonotonicInstant asked = clock.now();
        var unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> {
                    // No answer is none: the reading says that the clock is not measured.
                    if (response != null) {
                        date(response.headers().firstValue("Date"))
                                .ifPresent(told -> answers.add(new Observation.ClockRead(
                                        server, new ClockSample(asked, clock.now(), told, RESOLUTION))));
                    }
                });
    }

    static Optional<Instant> date(Optional<String> header) {
        try {
            return header.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Those that came since the last call. */
    List<Observation.ClockRead> answers() {
        List<Observation.ClockRead> came = new ArrayList<>();
        for (Observation.ClockRead next = answers.poll(); next != null; next = answers.poll()) {
            came.add(next);
        }
        return came;
    }
}
