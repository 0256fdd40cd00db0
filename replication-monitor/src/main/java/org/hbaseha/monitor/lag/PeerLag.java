package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/**
 * How far one peer is behind. The watermark is the minimum over the source's living servers and those that died with logs left to ship ({@code
 * Departure}); a server whose watermark is not known holds it at its start. One look is: servers and procedures, then heartbeats of {@link
 * #servers()}, then queues, for a heartbeat is proved only by a queue read after it. Pure. Not thread safe.
 */
public final class PeerLag {

    /** Lists are asked for each second; what is older than that is late. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final String peer;
    private final LagSettings settings;
    private final Map<ServerName, SourceBook> sources = new TreeMap<>();
    private final Map<ServerName, SourceClock> clocks = new HashMap<>();
    private Optional<MonotonicInstant> serversSeen = Optional.empty();
    private Optional<MonotonicInstant> queuesSeen = Optional.empty();
    private Optional<MonotonicInstant> heartbeatsRead = Optional.empty();
    private Optional<Observation.HeartbeatsUnread> unread = Optional.empty();
    private boolean enabled = true;

    public PeerLag(String peer, LagSettings settings) {
        this.peer = peer;
        this.settings = settings;
    }

    /** Those whose heartbeats are wanted. */
    public Set<ServerName> servers() {
        return Set.copyOf(sources.keySet());
    }

    /** {@code now}: when it is told, which is not before it was seen. */
    public void observe(Observation observation, Moment now) {
        if (observation instanceof Observation.ServersSeen seen) {
            servers(seen, now);
        } else if (observation instanceof Observation.CrashesSeen crashes) {
            sources.forEach((server, book) ->
                    book.procedures(Optional.ofNullable(crashes.procedures().get(server)), crashes.begun()));
        } else if (observation instanceof Observation.QueuesListed listing) {
            queues(listing, now);
        } else if (observation instanceof Observation.HeartbeatsRead read) {
            heartbeats(read, now);
        } else if (observation instanceof Observation.HeartbeatsUnread trouble) {
            unread = Optional.of(trouble);
        } else if (observation instanceof Observation.PeerState state) {
            enabled = state.enabled();
        } else if (observation instanceof Observation.ClockRead clock) {
            clock(clock.server()).add(clock.sample());
        }
        sources.values().removeIf(SourceBook::hasLeft);
        clocks.keySet().retainAll(sources.keySet());
    }

    private void servers(Observation.ServersSeen seen, Moment now) {
        seen.live().forEach((server, report) -> sources.computeIfAbsent(
                        server, name -> new SourceBook(name, serversSeen, seen.at(), settings))
                .alive(report, seen.begun(), seen.at()));
        sources.forEach((server, book) -> {
            clock(server).passed(Instant.ofEpochMilli(server.getStartCode()), now);
            if (!seen.live().containsKey(server)) {
                book.missing(seen.at());
            }
        });
        serversSeen = Optional.of(seen.begun());
    }

    private void queues(Observation.QueuesListed listing, Moment now) {
        Map<ServerName, List<SourceQueue>> byOwner = listing.queues().stream()
                .filter(queue -> queue.id().peer().equals(peer))
                .collect(Collectors.groupingBy(SourceQueue::owner));
        byOwner.keySet()
                .forEach(owner -> sources.computeIfAbsent(owner, name -> {
                    SourceBook book = new SourceBook(name, Optional.empty(), listing.at(), settings);
                    book.missing(listing.at());
                    return book;
                }));
        byOwner.forEach((owner, queues) -> queues.forEach(
                queue -> queue.shipped().keySet().forEach(wal -> clock(owner).passed(wal.begun(), now))));
        sources.forEach((server, book) -> book.queues(byOwner.getOrDefault(server, List.of()), listing));
        queuesSeen = Optional.of(listing.begun());
    }

    private void heartbeats(Observation.HeartbeatsRead read, Moment now) {
        for (Heartbeat heartbeat : read.newest()) {
            Optional.ofNullable(sources.get(heartbeat.source())).ifPresent(book -> {
                book.heartbeat(heartbeat, read.at());
                clock(heartbeat.source()).passed(heartbeat.written(), now);
            });
        }
        heartbeatsRead = Optional.of(read.begun());
        unread = Optional.empty();
    }

    private SourceClock clock(ServerName server) {
        return clocks.computeIfAbsent(server, name -> new SourceClock());
    }

    /** What is known at {@code now}. */
    public LagReading read(Moment now) {
        List<SourceLag> lags = new ArrayList<>();
        sources.forEach((server, book) -> lags.add(book.lag(now, clock(server))));
        lags.sort(Comparator.comparing(SourceLag::lag).reversed());
        Duration unseen = unseenFor(now.tick());
        Duration worst = lags.stream()
                .filter(SourceLag::counts)
                .map(SourceLag::lag)
                .findFirst()
                .orElse(Duration.ZERO);
        // Servers that came after the last list was asked for may hold anything since then.
        Duration lag = unseen.compareTo(worst) > 0 && unseen.compareTo(LOOK) > 0 ? unseen : worst;
        LagSight sight = new LagSight(
                now.tick(),
                lag,
                lags,
                isStarted(),
                enabled,
                unread,
                heartbeatsRead.map(at -> now.tick().since(at)),
                unseen);
        LagJudge judge = new LagJudge(settings);
        return new LagReading(
                peer, now, lag, judge.certainty(sight), judge.judge(sight), loss(lag, lags), lags, judge.notes(sight));
    }

    private boolean isStarted() {
        return serversSeen.isPresent() && queuesSeen.isPresent() && (heartbeatsRead.isPresent() || unread.isPresent());
    }

    /** How old the older of the two lists that tell of new servers and of moved queues is. */
    private Duration unseenFor(MonotonicInstant now) {
        return serversSeen
                .flatMap(servers -> queuesSeen.map(queues -> queues.isBefore(servers) ? queues : servers))
                .map(now::since)
                .orElse(Duration.ZERO);
    }

    private LossEstimate loss(Duration lag, List<SourceLag> lags) {
        double writes = 0;
        double bytes = 0;
        for (SourceLag each : lags) {
            SourceBook book = sources.get(each.server());
            if (book != null && each.standing() == Standing.LIVE) {
                WriteRates rates = book.rates();
                double seconds = each.lag().toMillis() / 1000.0;
                writes += rates.perSecond() * seconds;
                bytes += rates.bytesPerSecond() * seconds;
            }
        }
        return new LossEstimate(lag, Math.round(writes), Math.round(bytes));
    }
}
