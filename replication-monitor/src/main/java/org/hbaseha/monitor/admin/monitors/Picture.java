package org.hbaseha.monitor.admin.monitors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.lag.Span;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.PairView;
import org.hbaseha.monitor.view.TableView;

/**
 * What all monitors know together at one moment. Of a pair counts what the monitor says that works on it, else what the latest look of any says. Pure.
 *
 * @param replies one for each monitor that is registered, or was named
 */
public record Picture(List<Reply<MonitorView>> replies, Instant now) {

    /** A view is made when it is asked for; one that is older comes from a monitor that hangs, or a clock is off. */
    private static final Duration OLD_VIEW = Duration.ofSeconds(30);

    private static final Duration OLD_LOOK = Duration.ofSeconds(10);
    private static final String START =
            "hbase-ha-daemon.sh start replication-monitor, on a host that reaches both clusters";

    public Picture {
        replies = List.copyOf(replies);
    }

    /**
     * A pair and whose words these are.
     *
     * @param ofWorker whether that monitor works on it
     */
    public record Seen(PairView pair, MonitorView by, boolean ofWorker) {

        Instant looked() {
            LagView lag = pair.lag();
            return lag == null ? Instant.EPOCH : lag.at();
        }

        public long findings() {
            return pair.tables().stream().mapToLong(Picture::rowsThatDiffer).sum();
        }
    }

    public static long rowsThatDiffer(TableView table) {
        return table.findings().values().stream().mapToLong(Integer::longValue).sum();
    }

    public boolean isNobodyThere() {
        return replies.stream().allMatch(reply -> reply.value().isEmpty());
    }

    /** By peer. */
    public List<Seen> pairs() {
        TreeMap<String, Seen> best = new TreeMap<>();
        for (Reply<MonitorView> reply : replies) {
            reply.value().ifPresent(view -> view.pairs()
                    .forEach(pair -> best.merge(
                            pair.peer(), new Seen(pair, view, view.monitor().equals(pair.worker())), Picture::better)));
        }
        return List.copyOf(best.values());
    }

    private static Seen better(Seen one, Seen other) {
        return Comparator.comparing(Seen::ofWorker).thenComparing(Seen::looked).compare(one, other) >= 0 ? one : other;
    }

    /** Only what concerns that peer; empty where no monitor knows it. */
    public Optional<Picture> only(String peer) {
        if (pairs().stream().noneMatch(seen -> seen.pair().peer().equals(peer))) {
            return Optional.empty();
        }
        return Optional.of(new Picture(
                replies.stream()
                        .map(reply -> new Reply<>(
                                reply.monitor(),
                                reply.value()
                                        .map(view -> new MonitorView(
                                                view.monitor(),
                                                view.at(),
                                                view.pairs().stream()
                                                        .filter(pair ->
                                                                pair.peer().equals(peer))
                                                        .toList())),
                                reply.error()))
                        .toList(),
                now));
    }

    /** What a person should look at because monitors do not do their work, a sentence each with what to do. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (replies.isEmpty()) {
            troubles.add("No replication monitor runs: " + START);
        }
        for (Reply<MonitorView> reply : replies) {
            if (reply.value().isEmpty()) {
                troubles.add("Monitor " + reply.name() + " " + reply.error()
                        + ": hbase-ha-daemon.sh status replication-monitor, on its host");
            }
            reply.value().flatMap(this::oldView).ifPresent(troubles::add);
        }
        pairs().forEach(seen -> ofWork(seen).ifPresent(troubles::add));
        pairs().forEach(seen -> ofLook(seen).ifPresent(troubles::add));
        return troubles;
    }

    /** Of those, the ones that keep the lag from being known or new. */
    public List<String> lagTroubles() {
        List<String> troubles = new ArrayList<>();
        replies.forEach(reply -> reply.value().flatMap(this::oldView).ifPresent(troubles::add));
        pairs().forEach(seen -> ofLook(seen).ifPresent(troubles::add));
        return troubles;
    }

    private Optional<String> oldView(MonitorView view) {
        Duration age = Duration.between(view.at(), now);
        return age.abs().compareTo(OLD_VIEW) <= 0
                ? Optional.empty()
                : Optional.of("The view of monitor " + view.monitor() + " is " + Span.text(age.abs())
                        + (age.isNegative() ? " ahead" : " old")
                        + " by this machine's clock: it hangs (see its log, restart it), or the two clocks differ");
    }

    private Optional<String> ofWork(Seen seen) {
        String worker = seen.pair().worker();
        if (worker == null) {
            return Optional.of("Nobody verifies peer " + seen.pair().peer() + ", monitor "
                    + seen.by().monitor() + " says: see its log for what keeps it from it");
        }
        return seen.ofWorker()
                ? Optional.empty()
                : Optional.of("Peer " + seen.pair().peer() + " is verified by monitor " + worker
                        + ", which was not asked or did not answer: its tables are not shown");
    }

    private static Optional<String> ofLook(Seen seen) {
        LagView lag = seen.pair().lag();
        if (lag == null) {
            String worker = seen.pair().worker();
            return Optional.of("The lag of peer " + seen.pair().peer()
                    + (worker == null || seen.ofWorker()
                            ? " has not been looked at yet: ask again"
                            : " is known to monitor " + worker + ", which was not asked or did not answer"));
        }
        Duration age = Duration.between(lag.at(), seen.by().at());
        return age.compareTo(OLD_LOOK) <= 0
                ? Optional.empty()
                : Optional.of("Monitor " + seen.by().monitor() + " looked at the lag of peer "
                        + seen.pair().peer() + " " + Span.text(age)
                        + " ago: its looks hang (see its log), and what it says is of then");
    }

    /** What a person should look at on the clusters, a sentence each. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Seen seen : pairs()) {
            LagView lag = seen.pair().lag();
            if (lag != null && !lag.state().equals(LagState.CAUGHT_UP.name())) {
                complaints.add("Peer " + seen.pair().peer() + " is not caught up, " + lag.state()
                        + ": hbase-ha replication lag --peer " + seen.pair().peer());
            }
            if (seen.findings() > 0) {
                complaints.add(seen.findings() + " rows differ at peer "
                        + seen.pair().peer() + ": hbase-ha replication findings --peer "
                        + seen.pair().peer());
            }
            seen.pair().tables().forEach(table -> late(seen, table).ifPresent(complaints::add));
        }
        return complaints;
    }

    private static Optional<String> late(Seen seen, TableView table) {
        Instant proved = table.oldestProof() == null ? table.since() : table.oldestProof();
        Duration age = Duration.between(proved, seen.by().at());
        Duration period = Duration.ofMillis(table.sweep().periodMs());
        return age.compareTo(period.multipliedBy(2)) <= 0
                ? Optional.empty()
                : Optional.of("A part of table " + table.table() + " was not proved equal at peer "
                        + seen.pair().peer() + " for " + Span.text(age) + ", where the sweep's period is "
                        + Span.text(period) + ": see its limit and whether it is paused (hbase-ha replication sweep)");
    }
}
