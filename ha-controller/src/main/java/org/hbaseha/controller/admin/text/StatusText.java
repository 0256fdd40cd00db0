package org.hbaseha.controller.admin.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.text.TextTable.Cell;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;

/** The page of {@code status}. Pure. */
public final class StatusText {

    private StatusText() {}

    public static List<String> lines(ClusterSnapshot snapshot, Palette palette, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(label("cluster", snapshot.hbaseParent() + " on " + snapshot.quorum()));
        lines.add(label("mode", mode(snapshot, palette, now)));
        snapshot.best()
                .flatMap(Reply::value)
                .filter(view -> !view.modeRefusal().isEmpty())
                .ifPresent(view -> lines.add(
                        label("", palette.paint(Tone.BAD, view.mode() + " in force") + ": " + view.modeRefusal())));
        pause(snapshot).ifPresent(text -> lines.add(label("paused", palette.paint(Tone.DOUBTFUL, text))));
        lines.add(label("leader", leader(snapshot, palette, now)));
        others(snapshot, palette).forEach(line -> lines.add(label("controller", line)));
        snapshot.best().flatMap(Reply::value).ifPresent(view -> {
            session(view, palette).ifPresent(text -> lines.add(label("session", text)));
            lines.add(label("master", view.master().isEmpty() ? palette.paint(Tone.BAD, "none") : view.master()));
            view.breakers().stream()
                    .filter(breaker -> breaker.open() || breaker.name().equals(BreakerName.EXPIRY_RATE.word()))
                    .forEach(breaker -> lines.add(label(
                            "breaker",
                            breaker.name() + " "
                                    + (breaker.open()
                                            ? palette.paint(Tone.BAD, "open")
                                            : palette.paint(Tone.GOOD, "closed"))
                                    + ": " + breaker.sentence())));
            view.maintenance().forEach(window -> lines.add(label("maintenance", MaintenanceText.brief(window))));
            view.plans().forEach(plan -> lines.add(label("plan", PlansText.brief(plan, palette))));
            lines.add("");
            lines.addAll(servers(view, palette));
            lines.addAll(remarks(view));
        });
        return lines;
    }

    private static String mode(ClusterSnapshot snapshot, Palette palette, Instant now) {
        return snapshot.mode()
                .map(record -> palette.paint(
                                record.mode().mayAct() ? Tone.GOOD : Tone.DOUBTFUL,
                                record.mode().word())
                        + ", set by " + record.by() + " " + Amounts.ago(record.since(), now)
                        + (record.reason().isEmpty() ? "" : " (" + record.reason() + ")"))
                .or(() -> snapshot.best()
                        .flatMap(Reply::value)
                        .map(view -> view.mode() + ", by configuration: never set with hbase-ha mode"))
                .orElse("never set: hbase.ha.mode counts");
    }

    /** A controller knows when it ends; the clock of this machine may be another one than the operator's. */
    private static Optional<String> pause(ClusterSnapshot snapshot) {
        Optional<ControllerView> view = snapshot.best().flatMap(Reply::value);
        if (view.isPresent()) {
            return Optional.ofNullable(view.get().pause())
                    .map(pause -> "by " + pause.by() + " (" + pause.reason() + "), ends in "
                            + Amounts.span(Duration.ofMillis(pause.leftMillis())));
        }
        return snapshot.pause()
                .map(pause -> "by " + pause.by() + " (" + pause.reason() + ") for " + Amounts.span(pause.length())
                        + "; no controller answers whether it is over");
    }

    private static String leader(ClusterSnapshot snapshot, Palette palette, Instant now) {
        Optional<Reply<ControllerView>> leader = snapshot.leader();
        return leader.flatMap(Reply::value)
                .map(view -> leader.map(Reply::name).orElse("") + ", epoch " + view.epoch() + ", up "
                        + Amounts.span(Duration.between(view.started(), now))
                        + (view.zooKeeperConnected() ? "" : palette.paint(Tone.BAD, ", without ZooKeeper")))
                .orElse(palette.paint(Tone.BAD, "none"));
    }

    /** The controllers that do not lead, one line each. */
    private static List<String> others(ClusterSnapshot snapshot, Palette palette) {
        return snapshot.controllers().stream()
                .filter(reply -> !snapshot.leader().equals(Optional.of(reply)))
                .map(reply -> reply.name() + " "
                        + reply.value()
                                .map(view -> view.zooKeeperConnected()
                                        ? "stands by"
                                        : palette.paint(Tone.DOUBTFUL, "stands by, without ZooKeeper"))
                                .orElse(palette.paint(Tone.BAD, reply.error())))
                .toList();
    }

    /** Of the controller whose view is shown. */
    private static Optional<String> session(ControllerView view, Palette palette) {
        return Optional.ofNullable(view.session())
                .map(session -> Amounts.span(Duration.ofMillis(session.grantedMillis())) + " granted by ZooKeeper"
                        + (session.remark().isEmpty() ? "" : "; " + palette.paint(Tone.DOUBTFUL, session.remark())));
    }

    private static List<String> servers(ControllerView view, Palette palette) {
        TextTable table = new TextTable(
                "SERVER", "LIVENESS", "CLASS", "AGENT", "BEAT", "REGIONS", "REQ/S", "HEAP", "CPU", "WRITE", "PAUSE");
        view.servers()
                .forEach(server -> table.row(
                        Cell.of(Names.shortName(server.server())),
                        new Cell(server.liveness(), Tones.ofLiveness(server.liveness())),
                        Cell.of(server.evidenceClass().isEmpty() ? "-" : server.evidenceClass()),
                        new Cell(server.agent() ? "yes" : "no", server.agent() ? Tone.PLAIN : Tone.DOUBTFUL),
                        Cell.of(server.beatAgeMillis() < 0 ? "-" : Amounts.millis(server.beatAgeMillis())),
                        work(server, work -> Integer.toString(work.regions())),
                        work(server, work -> Amounts.count(work.requestsPerSecond())),
                        work(server, work -> Amounts.bytes(work.heapUsedBytes())),
                        work(server, work -> Amounts.share(work.processCpu())),
                        work(server, work -> Amounts.millis(work.oldestUnfinishedWriteMillis())),
                        Cell.of(Amounts.millis(server.longestPauseMillis()))));
        return table.lines(palette);
    }

    private static Cell work(ServerView server, java.util.function.Function<ServerView.WorkView, String> text) {
        ServerView.WorkView work = server.work();
        return Cell.of(work == null ? "-" : text.apply(work));
    }

    /** Why servers that are not well are taken for what they are. */
    private static List<String> remarks(ControllerView view) {
        List<String> lines = new ArrayList<>();
        view.servers().stream()
                .filter(server -> !server.liveness().equals("ALIVE"))
                .forEach(server -> {
                    lines.add("");
                    lines.add(Names.shortName(server.server()) + ": " + server.sentence());
                    if (!server.refusal().isEmpty()) {
                        lines.add("  " + server.refusal());
                    }
                });
        return lines;
    }

    private static String label(String label, String text) {
        return String.format("%-11s %s", label, text);
    }
}
