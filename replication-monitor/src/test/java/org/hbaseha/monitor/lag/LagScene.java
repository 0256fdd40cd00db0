package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/** A pair as the monitor sees it, a look a second. Each server's log is one byte a second, and a heartbeat stands at each full second. */
final class LagScene {

    static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");
    static final String PEER = "dr";
    static final ServerName ONE = server(1);
    static final ServerName TWO = server(2);

    final PeerLag lag = new PeerLag(PEER, LagSettings.DEFAULT);
    final Map<ServerName, Source> sources = new LinkedHashMap<>();
    boolean enabled = true;
    boolean queuesWhole = true;
    boolean sourceSeen = true;
    Optional<Observation.ReadTrouble> unread = Optional.empty();
    private long second;

    /** One source server; all may be changed between looks. */
    static final class Source {
        boolean alive = true;
        boolean reports = true;
        boolean writesHeartbeats = true;
        int regions = 3;
        Optional<Observation.CrashState> crash = Optional.empty();
        /** Its own clock minus the true one. */
        Duration clock = Duration.ZERO;

        boolean clockMeasured = true;
        /** The peer shows heartbeats up to then. */
        Optional<Long> visible = Optional.empty();
        /** The queue stands there; empty where no queue has its logs. */
        Optional<Long> shipped = Optional.of(0L);

        List<ServerName> claims = new ArrayList<>();
        int logs = 1;
        long begun;
        private long reported;

        void allThereUpTo(long second) {
            visible = Optional.of(second);
            shipped = Optional.of(second);
        }
    }

    static ServerName server(int number) {
        return ServerName.valueOf(
                "rs" + number + ".dc-1", 16020, EPOCH.minusSeconds(10).toEpochMilli());
    }

    Source add(ServerName server) {
        Source source = new Source();
        source.begun = second;
        sources.put(server, source);
        return source;
    }

    /** Lets a second pass, with everything shipped that was written, then looks. */
    void healthy(int seconds) {
        for (int i = 0; i < seconds; i++) {
            second++;
            sources.values().stream()
                    .filter(source -> source.alive && source.regions > 0 && source.writesHeartbeats)
                    .forEach(source -> source.allThereUpTo(second));
            look();
        }
    }

    /** Lets seconds pass in which nothing is shipped, with a look at each. */
    void idle(int seconds) {
        for (int i = 0; i < seconds; i++) {
            second++;
            look();
        }
    }

    long second() {
        return second;
    }

    Moment now() {
        return new Moment(tick(), EPOCH.plusSeconds(second));
    }

    private MonotonicInstant tick() {
        return new MonotonicInstant(-5_000_000_000L).plus(Duration.ofSeconds(second));
    }

    private MonotonicInstant tick(int millis) {
        return tick().plus(Duration.ofMillis(millis));
    }

    LagReading read() {
        return lag.read(now());
    }

    void look() {
        tell(new Observation.PeerState(tick(), enabled));
        sources.forEach((server, source) -> {
            if (source.clockMeasured) {
                Instant told = EPOCH.plusSeconds(second).plus(source.clock);
                tell(new Observation.ClockRead(server, new ClockSample(tick(), tick(10), told, Duration.ofMillis(10))));
            }
        });
        if (sourceSeen) {
            servers();
        }
        heartbeats();
        if (sourceSeen) {
            tell(new Observation.QueuesListed(tick(30), tick(40), queuesWhole, queues()));
        }
    }

    private void servers() {
        Map<ServerName, Observation.ServerReport> live = new TreeMap<>();
        Map<ServerName, Observation.CrashState> crashes = new TreeMap<>();
        sources.forEach((server, source) -> {
            source.reported = source.reports ? second : source.reported;
            if (source.alive) {
                live.put(server, new Observation.ServerReport(source.reported, source.regions, second * 100));
            }
            source.crash.ifPresent(state -> crashes.put(server, state));
        });
        tell(new Observation.ServersSeen(tick(1), tick(5), live));
        tell(new Observation.CrashesSeen(tick(6), tick(9), crashes));
    }

    private void heartbeats() {
        if (unread.isPresent()) {
            tell(new Observation.HeartbeatsUnread(tick(20), unread.get(), "connection refused"));
            return;
        }
        Set<ServerName> asked = lag.servers();
        List<Heartbeat> newest = new ArrayList<>();
        for (ServerName server : asked) {
            Source source = Objects.requireNonNull(sources.get(server));
            source.visible.ifPresent(seen -> newest.add(
                    new Heartbeat(server, EPOCH.plusSeconds(seen).plus(source.clock), wal(server, source, 0), seen)));
        }
        tell(new Observation.HeartbeatsRead(tick(10), tick(20), asked, newest));
    }

    private static WalName wal(ServerName server, Source source, int log) {
        return new WalName(
                server + (log == 0 ? "" : ".regiongroup-" + log),
                EPOCH.plusSeconds(source.begun).plus(source.clock));
    }

    private List<SourceQueue> queues() {
        List<SourceQueue> queues = new ArrayList<>();
        sources.forEach((server, source) -> source.shipped.ifPresent(shipped -> {
            List<ServerName> dead = new ArrayList<>();
            ServerName holder = server;
            for (ServerName claimer : source.claims) {
                dead.add(holder);
                holder = claimer;
            }
            Map<WalName, Long> files = new java.util.HashMap<>();
            for (int i = 0; i < source.logs; i++) {
                files.put(wal(server, source, i), shipped);
            }
            queues.add(new SourceQueue(holder, new QueueId(PEER, dead), files));
        }));
        return queues;
    }

    private void tell(Observation observation) {
        lag.observe(observation, now());
    }
}
