package org.hbaseha.controller.admin.text;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.layout.DisarmRecord;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.StockRecord;
import org.jspecify.annotations.Nullable;

/** The lease gates in words. Pure. */
public final class GateText {

    /**
     * One server.
     *
     * @param state of its gate as its newest beat told, or empty when no beat came
     * @param record {@code EXPIRE}, {@code STOCK} or empty: its znode under {@code gate}
     * @param refused requests it refused since it started, or -1 when no beat came
     */
    public record Line(String server, String state, String record, long refused, String sentence) {}

    private GateText() {}

    /** Registered servers, and those that are not but have a record. */
    public static List<Line> lines(ControllerView view, Map<String, GateRecord> records) {
        List<Line> lines = new ArrayList<>();
        for (ServerView server : view.servers()) {
            if (server.registered() || records.containsKey(server.server())) {
                lines.add(line(server, Optional.ofNullable(records.get(server.server()))));
            }
        }
        return List.copyOf(lines);
    }

    private static Line line(ServerView server, Optional<GateRecord> record) {
        ServerView.GateView gate = server.gate();
        return new Line(
                server.server(),
                gate == null ? "" : gate.state(),
                record.map(GateText::kind).orElse(""),
                gate == null ? -1 : gate.refused(),
                sentence(gate, record));
    }

    private static String kind(GateRecord record) {
        return record instanceof StockRecord ? "STOCK" : "EXPIRE";
    }

    private static String sentence(ServerView.@Nullable GateView gate, Optional<GateRecord> record) {
        if (record.isPresent() && record.get() instanceof ExpireRecord expire) {
            return "was expired by " + expire.leader() + " in epoch " + expire.epoch()
                    + ": it halts when it finds that out";
        }
        if (gate == null) {
            return "no beat of it has come: nothing is known of its gate";
        }
        return switch (gate.state()) {
            case "LEASED" ->
                gate.ours()
                        ? "serves while a majority of the controllers acknowledges its beats"
                        : "serves on a lease that these controllers do not know: hbase.ha.controllers or hbase.ha.lease differs";
            case "STOCK" ->
                "lost the majority of the controllers and serves as stock HBase does: only ZooKeeper may end it";
            case "EXPIRED" -> "has found its EXPIRE record and answers no more";
            default ->
                gate.ours()
                        ? "not armed: serves as stock HBase does"
                        : "goes by other terms than these controllers: hbase.ha.controllers or hbase.ha.lease differs, or its agent is older";
        };
    }

    public static List<String> text(
            List<Line> lines, Optional<DisarmRecord> disarmed, String mode, Palette palette, ZoneId zone) {
        List<String> text = new ArrayList<>();
        text.add(disarmed.map(record -> "disarmed by " + record.by() + " since " + Amounts.moment(record.since(), zone)
                        + ": " + record.reason())
                .orElse("mode " + mode));
        TextTable table = new TextTable("SERVER", "GATE", "RECORD", "REFUSED", "");
        for (Line line : lines) {
            table.row(
                    Names.shortName(line.server()),
                    line.state().isEmpty() ? "-" : line.state(),
                    line.record().isEmpty() ? "-" : line.record(),
                    line.refused() < 0 ? "-" : Long.toString(line.refused()),
                    line.sentence());
        }
        text.addAll(table.lines(palette));
        return text;
    }
}
