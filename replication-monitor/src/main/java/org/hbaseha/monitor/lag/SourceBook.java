package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/** All that is known of one source server, towards one peer. Not thread safe. */
final class SourceBook {

    /** A report is up to three seconds old when it is seen, and a region may have come right after it. */
    private static final Duration REPORT_AGE = Duration.ofSeconds(4);

    private final ServerName server;
    private final LagSettings settings;
    private final MonotonicInstant firstSeen;
    private final HeartbeatTrail heartbeats = new HeartbeatTrail();
    private final QueueTrail queue = new QueueTrail();
    private final Departure departure;
    private final Idleness idleness;
    private final WriteRates rates = new WriteRates();
    private boolean alive;
    private Optional<Observation.ServerReport> report = Optional.empty();
    private MonotonicInstant reportChanged;
    private Optional<MonotonicInstant> idleAt = Optional.empty();
    private Optional<MonotonicInstant> heartbeatCame = Optional.empty();
    private boolean queueMoves;

    /** {@code newcomer}: see {@link Idleness}. */
    SourceBook(ServerName server, boolean newcomer, MonotonicInstant at, LagSettings settings) {
        this.server = server;
        this.settings = settings;
        this.firstSeen = at;
        this.reportChanged = at;
        this.departure = new Departure(settings.forgotten());
        this.idleness = new Idleness(newcomer, settings.quiet());
    }

    void alive(Observation.ServerReport newest, MonotonicInstant at) {
        alive = true;
        departure.alive();
        if (report.isEmpty() || report.get().reported() != newest.reported()) {
            reportChanged = at;
            rates.writes(newest.writes(), at);
        }
        report = Optional.of(newest);
        idleness.reported(newest, at);
        if (isIdle(at)) {
            idleAt = Optional.of(at);
        }
    }

    void missing(MonotonicInstant at) {
        alive = false;
        departure.missing(at);
    }

    void procedures(Optional<Observation.CrashState> procedure, MonotonicInstant at) {
        departure.procedures(procedure, at);
    }

    void queues(List<SourceQueue> listed, Observation.QueuesListed listing) {
        boolean first = queue.stoodFor(listing.at()).isEmpty();
        queue.listed(listed, listing.at());
        boolean moved = !first && queue.stoodFor(listing.at()).orElseThrow().isZero();
        // A marker that is under way while the queue moves is seen at the next look; only what moves after that moves without one.
        if (moved && heartbeatCame.map(came -> listing.begun().since(came).compareTo(settings.patience()) > 0)
                .orElse(true)) {
            queueMoves = true;
        }
        departure.listed(!listed.isEmpty(), listing.whole(), listing.begun());
        if (departure.isComplete()) {
            heartbeats.queueGone(listing.begun(), listing.at());
        } else if (!listed.isEmpty() && listing.whole()) {
            Optional<Heartbeat> newest = heartbeats.newest();
            listed.forEach(each -> heartbeats.queueRead(each, listing.begun(), listing.at()));
            newest.ifPresent(rates::heartbeat);
        }
    }

    void heartbeat(Heartbeat heartbeat, MonotonicInstant at) {
        boolean newer = heartbeats
                .newest()
                .map(known -> heartbeat.written().isAfter(known.written()))
                .orElse(true);
        if (newer) {
            heartbeatCame = Optional.of(at);
            queueMoves = false;
        }
        heartbeats.seen(heartbeat, at);
    }

    boolean hasLeft() {
        return !alive && departure.isComplete();
    }

    private boolean isIdle(MonotonicInstant now) {
        return alive && idleness.isIdle(now, heartbeats.isAllProved(), queue.stoodFor(now));
    }

    WriteRates rates() {
        return rates;
    }

    SourceLag lag(Moment now, SourceClock clock) {
        SourceClock.Reading reading = clock.at(now);
        Mark mark = mark(now, reading);
        Duration lag = Duration.between(mark.watermark(), reading.latest());
        return new SourceLag(
                server,
                !alive ? Standing.DEAD : isIdle(now.tick()) ? Standing.IDLE : Standing.LIVE,
                mark.basis(),
                mark.watermark(),
                lag.isNegative() ? Duration.ZERO : lag,
                new SourceLag.ClockDoubt(reading.measured(), reading.doubt()),
                clock.skew(now),
                alive && now.tick().since(reportChanged).compareTo(settings.patience()) > 0,
                heartbeats.stoodFor(now.tick()).orElse(now.tick().since(firstSeen)),
                queueMoves,
                departure.isCrashRunning(),
                queue.holder().filter(holder -> !holder.equals(server)),
                queue.logs());
    }

    private record Mark(Basis basis, Instant watermark) {

        Mark orLater(Basis other, Optional<Instant> later) {
            return later.filter(watermark::isBefore)
                    .map(instant -> new Mark(other, instant))
                    .orElse(this);
        }
    }

    private Mark mark(Moment now, SourceClock.Reading reading) {
        Optional<Instant> idleUntil =
                idleAt.map(at -> reading.latest().minus(now.tick().since(at)).minus(REPORT_AGE));
        return new Mark(Basis.STARTED, Instant.ofEpochMilli(server.getStartCode()))
                .orLater(Basis.LOG_BEGUN, queue.floor())
                .orLater(Basis.WAS_IDLE, idleUntil)
                .orLater(Basis.HEARTBEAT, heartbeatMark());
    }

    /** Where a server has several logs, what the ones without heartbeats allow. */
    private Optional<Instant> heartbeatMark() {
        Optional<Instant> proved = heartbeats.watermark();
        Optional<Instant> beside =
                heartbeats.newest().flatMap(newest -> queue.floorBeside(newest.wal().group()));
        return beside.filter(floor -> proved.map(floor::isBefore).orElse(false)).or(() -> proved);
    }
}
