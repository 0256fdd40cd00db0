package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/** All that is known of one source server, towards one peer. Not thread safe. */
final class SourceBook {

    /** A server that has not reported for longer may have stopped to write, and then lag grows that is none. */
    private static final Duration REPORTS = Duration.ofSeconds(5);

    /** Of a batch that is under way, so much may be there without proof and the lag still be called measured. */
    private static final Duration BATCH = Duration.ofMillis(1_500);

    private final ServerName server;
    private final LagSettings settings;
    private final MonotonicInstant firstSeen;
    private final Optional<MonotonicInstant> notBefore;
    private final HeartbeatTrail heartbeats = new HeartbeatTrail();
    private final QueueTrail queue = new QueueTrail();
    private final Departure departure;
    private final Idleness idleness;
    private final WriteRates rates = new WriteRates();
    private boolean alive;
    private Optional<Observation.ServerReport> report = Optional.empty();
    private MonotonicInstant reportChanged;
    private Optional<MonotonicInstant> silentAt = Optional.empty();
    private Optional<MonotonicInstant> idleAt = Optional.empty();
    private Optional<MonotonicInstant> heartbeatCame = Optional.empty();
    private boolean queueMoves;

    /** {@code notBefore}: when a list was asked for in which it was not; empty where there was none, or it has been there before. */
    SourceBook(ServerName server, Optional<MonotonicInstant> notBefore, MonotonicInstant at, LagSettings settings) {
        this.server = server;
        this.settings = settings;
        this.firstSeen = at;
        this.notBefore = notBefore;
        this.reportChanged = at;
        this.departure = new Departure(settings.forgotten());
        this.idleness = new Idleness(notBefore.isPresent());
    }

    /** {@code begun}: when the list was asked for that has it. */
    void alive(Observation.ServerReport newest, MonotonicInstant begun, MonotonicInstant at) {
        alive = true;
        if (newest.regions() == 0 || at.since(reportChanged).compareTo(REPORTS) > 0) {
            silentAt = Optional.of(at);
        }
        departure.alive();
        if (report.isEmpty() || report.get().reported() != newest.reported()) {
            reportChanged = at;
            rates.writes(newest.writes(), at);
        }
        report = Optional.of(newest);
        idleness.reported(newest, at);
        if (idleness.isIdle()) {
            idleAt = Optional.of(begun);
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
        // A marker that is under way while the queue moves is seen at the next look; only what moves after that moves
        // without one.
        if (moved
                && heartbeatCame
                        .map(came -> listing.begun().since(came).compareTo(settings.patience()) > 0)
                        .orElse(true)) {
            queueMoves = true;
        }
        idleness.listed(listed, listing);
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

    WriteRates rates() {
        return rates;
    }

    SourceLag lag(Moment now, SourceClock clock) {
        SourceClock.Reading reading = clock.at(now);
        Mark mark = mark(now, reading);
        Duration lag = lag(mark, reading, now.tick());
        return new SourceLag(
                server,
                !alive ? Standing.DEAD : idleness.isIdle() ? Standing.IDLE : Standing.LIVE,
                mark.basis(),
                mark.watermark(),
                lag,
                new SourceLag.ClockDoubt(reading.measured(), reading.doubt()),
                clock.skew(now),
                alive ? now.tick().since(reportChanged) : Duration.ZERO,
                mayBeLess(now.tick()),
                heartbeats.stoodFor(now.tick()).orElse(now.tick().since(firstSeen)),
                queueMoves,
                alive && idleness.isLeaving(),
                departure.isCrashRunning(),
                queue.holder().filter(holder -> !holder.equals(server)),
                queue.logs());
    }

    private Duration lag(Mark mark, SourceClock.Reading reading, MonotonicInstant now) {
        Duration byClock = Duration.between(mark.watermark(), reading.latest());
        // Without knowing its clock: it cannot have written before it was there.
        Duration atLeast = notBefore
                .filter(since -> mark.basis() == Basis.STARTED && !reading.measured())
                .map(now::since)
                .orElse(Duration.ZERO);
        return byClock.compareTo(atLeast) > 0 ? byClock : atLeast;
    }

    private boolean mayBeLess(MonotonicInstant now) {
        boolean silent = now.since(reportChanged).compareTo(REPORTS) > 0
                || silentAt.filter(at -> !heartbeats.hasMovedSince(at)).isPresent();
        return silent || heartbeats.underWay().compareTo(BATCH) > 0;
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
                idleAt.map(at -> reading.latest().minus(now.tick().since(at)));
        return new Mark(Basis.STARTED, Instant.ofEpochMilli(server.getStartCode()))
                .orLater(Basis.LOG_BEGUN, queue.floor())
                .orLater(Basis.WAS_IDLE, idleUntil)
                .orLater(Basis.HEARTBEAT, heartbeatMark());
    }

    /** Where a server has several logs, what the ones without heartbeats allow. */
    private Optional<Instant> heartbeatMark() {
        Optional<Instant> proved = heartbeats.watermark();
        Optional<Instant> beside = heartbeats
                .newest()
                .flatMap(newest -> queue.floorBeside(newest.wal().group()));
        return beside.filter(floor -> proved.map(floor::isBefore).orElse(false)).or(() -> proved);
    }
}
