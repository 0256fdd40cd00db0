package org.hbaseha.monitor.lag;

import static org.hbaseha.monitor.lag.Span.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a lag its name, its sentence and its advice. Asked in this order, the first yes counts: is anything known at all; did an operator stop the peer;
 * can the peer be read; is the source's list of servers fresh; is it caught up; then it depends on the one server that holds the watermark. Pure.
 */
final class LagJudge {

    private static final String MARKERS =
            "set hbase.regionserver.replication.marker.enabled=true and .marker.chore.duration=1000 on the source's region"
                    + " servers and restart them in turn";

    private final LagSettings settings;

    LagJudge(LagSettings settings) {
        this.settings = settings;
    }

    Judgement judge(LagSight sight) {
        if (!sight.started()) {
            return new Judgement(LagState.STARTING, "not everything has been looked at yet", "");
        }
        if (!sight.enabled()) {
            return new Judgement(
                    LagState.DISABLED,
                    "the peer is disabled; what is written since " + text(sight.lag())
                            + " ago waits in the source's logs",
                    "enable_peer in hbase shell when that is over; logs are kept until then, so watch the source's disk");
        }
        if (sight.unread().isPresent() && sight.unread().get().trouble() == Observation.ReadTrouble.NO_TABLE) {
            return new Judgement(
                    LagState.NO_HEARTBEAT,
                    "the peer has no table REPLICATION.SINK_TRACKER, so no heartbeat can arrive",
                    "set hbase.regionserver.replication.sink.tracker.enabled=true on the peer, restart its master first"
                            + " (it makes the table) and then its region servers");
        }
        if (isPeerSilent(sight)) {
            return new Judgement(
                    LagState.PEER_UNREACHABLE,
                    "the peer has not been read for "
                            + sight.heartbeatsAge().map(Span::text).orElse("ever")
                            + sight.unread()
                                    .map(trouble -> ": " + trouble.why())
                                    .orElse("")
                            + "; the lag is counted on",
                    "look at the peer's master and region servers, and at the network between the monitor and them");
        }
        if (isSourceUnseen(sight)) {
            return new Judgement(
                    LagState.BEHIND,
                    "the source's servers and queues have not been listed for " + text(sight.sourceAge())
                            + "; what began since then is not known",
                    "look at the source's master and ZooKeeper");
        }
        if (sight.lag().compareTo(settings.caughtUp()) <= 0) {
            return new Judgement(
                    LagState.CAUGHT_UP, "all that was written up to " + text(sight.lag()) + " ago is there", "");
        }
        return sight.worst().map(this::judge).orElseThrow();
    }

    private Judgement judge(SourceLag worst) {
        boolean stands = worst.stood().compareTo(settings.stuck()) > 0;
        if (worst.standing() == Standing.DEAD) {
            return stands ? deadAndStuck(worst) : ofDead(worst);
        }
        if (worst.reportAge().compareTo(settings.patience()) > 0) {
            return new Judgement(
                    LagState.NO_HEARTBEAT,
                    worst.server()
                            + " is listed as alive but has not reported to its master for seconds: frozen, or cut off;"
                            + " what it wrote since " + text(worst.lag()) + " ago is not known to be there",
                    "look at that server; once it is expired, others ship its logs");
        }
        if (worst.leaving()) {
            return new Judgement(
                    LagState.NO_HEARTBEAT,
                    worst.server() + " has no regions and so writes no heartbeats; whether the last it wrote, "
                            + text(worst.lag()) + " ago, has been shipped shows when it begins a new log",
                    "wal_roll '" + worst.server() + "' in hbase shell, or wait: it does so within"
                            + " hbase.regionserver.logroll.period, an hour by default");
        }
        if (worst.logs() > 1 && worst.basis() != Basis.STARTED) {
            return new Judgement(
                    LagState.BEHIND,
                    worst.server() + " writes " + worst.logs()
                            + " logs side by side, and heartbeats are in one of them;"
                            + " of the others only the age of their oldest file is known",
                    "count on heartbeats only with hbase.wal.provider other than multiwal");
        }
        if (worst.queueMoves()) {
            return new Judgement(
                    LagState.NO_HEARTBEAT,
                    worst.server() + " ships edits but no heartbeats, so its lag is counted from "
                            + words(worst.basis()),
                    MARKERS);
        }
        if (stands && worst.basis() != Basis.HEARTBEAT) {
            return new Judgement(
                    LagState.NO_HEARTBEAT,
                    "no heartbeat of " + worst.server() + " ever came, so its lag is counted from "
                            + words(worst.basis()),
                    MARKERS + "; where they are, look at its log for the replication source of this peer");
        }
        if (stands) {
            return new Judgement(
                    LagState.STUCK,
                    "the logs of " + worst.server() + " have not moved on for " + text(worst.stood()) + ", "
                            + text(worst.lag()) + " are waiting",
                    "one refused table of the peer holds up all: look at the peer for regions not open, read-only tables,"
                            + " missing tables or families, then at the log of " + worst.server());
        }
        return new Judgement(
                LagState.BEHIND,
                worst.server() + " is " + text(worst.lag()) + " behind and catching up or falling back",
                "look at the lag over time; if it grows, the peer takes less than the source writes");
    }

    private static Judgement ofDead(SourceLag worst) {
        return new Judgement(
                LagState.BEHIND,
                "logs of " + worst.server() + ", which died, are being shipped"
                        + worst.holder().map(holder -> " by " + holder).orElse(""),
                "nothing, while it moves on");
    }

    private static Judgement deadAndStuck(SourceLag worst) {
        String where = worst.holder().isPresent()
                ? "are held by " + worst.holder().get() + " and have not moved on for " + text(worst.stood())
                : worst.crashRunning() ? "wait for its crash procedure to end" : "have been claimed by nobody";
        return new Judgement(
                LagState.STUCK,
                "logs of " + worst.server() + ", which died, " + where,
                worst.holder().isPresent()
                        ? "look at the log of " + worst.holder().get() + " for its recovered replication source"
                        : "look at the source's master: list_procedures in hbase shell");
    }

    private static String words(Basis basis) {
        return switch (basis) {
            case HEARTBEAT -> "the last one";
            case LOG_BEGUN -> "the oldest log that is not shipped";
            case WAS_IDLE -> "when it had no regions";
            case STARTED -> "its start";
        };
    }

    Certainty certainty(LagSight sight) {
        boolean seen = sight.started() && !isPeerSilent(sight) && sight.unread().isEmpty() && !isSourceUnseen(sight);
        if (!seen || !sight.worst().map(SourceLag::isMeasured).orElse(true)) {
            return Certainty.AT_MOST;
        }
        boolean clocks = sight.lags().stream().filter(SourceLag::counts).allMatch(lag -> lag.clock()
                .measured());
        return clocks ? Certainty.MEASURED : Certainty.CLOCK_UNKNOWN;
    }

    List<String> notes(LagSight sight) {
        List<String> notes = new ArrayList<>();
        long unmeasured =
                sight.lags().stream().filter(lag -> !lag.clock().measured()).count();
        if (unmeasured > 0) {
            notes.add(
                    "clocks of " + unmeasured + " of " + sight.lags().size()
                            + " source servers are not measured: the monitor's stands in, so the lag is wrong by their difference");
        }
        sight.lags().stream()
                .flatMap(lag -> lag.skew().stream())
                .map(Duration::abs)
                .max(Duration::compareTo)
                .filter(skew -> skew.compareTo(Duration.ofSeconds(1)) >= 0)
                .ifPresent(skew -> notes.add("clocks of source and monitor differ by up to " + text(skew)
                        + "; the lag takes that into account"));
        if (sight.lags().stream().anyMatch(lag -> lag.logs() > 1)) {
            notes.add("some servers write several logs: heartbeats tell of one of them only");
        }
        return notes;
    }

    private boolean isPeerSilent(LagSight sight) {
        return sight.heartbeatsAge()
                .map(age -> age.compareTo(settings.patience()) > 0)
                .orElse(true);
    }

    /** For too long, or so long that this alone makes it late. */
    private boolean isSourceUnseen(LagSight sight) {
        return sight.sourceAge().compareTo(settings.patience()) > 0
                || (sight.sourceAge().compareTo(settings.caughtUp()) > 0
                        && sight.sourceAge().compareTo(sight.lag()) >= 0);
    }
}
