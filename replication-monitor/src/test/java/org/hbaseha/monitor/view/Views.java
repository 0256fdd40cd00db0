package org.hbaseha.monitor.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.lag.report.LagView;
import org.jspecify.annotations.Nullable;

/** Views as a monitor would make them, for tests of what shows them. */
public final class Views {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** What somebody who may write to a table could put into a page. */
    public static final String HOSTILE = "</td><script>alert('x')</script>&\"\\x00";

    private Views() {}

    public static LagView lag(String peer, LagState state, long lagMs) {
        return new LagView(
                peer,
                NOON.minusMillis(400),
                state.name(),
                lagMs,
                "MEASURED",
                state == LagState.CAUGHT_UP ? "all that was written is there" : "the peer takes less than is written",
                state == LagState.CAUGHT_UP ? "" : "look at the peer's load",
                new LagView.RpoView(lagMs, 12, 3_400),
                List.of(new LagView.SourceView(
                        "rs1,16020,5", "LIVE", "HEARTBEAT", NOON, lagMs, 300, 80L, -1_200L, null)),
                List.of(
                        new LagView.WindowView(60_000, 59, 140, 430, 600),
                        new LagView.WindowView(3_600_000, 3_500, 150, 900, 4_000)),
                List.of());
    }

    public static TableView table(String name, Map<String, Integer> findings) {
        return new TableView(
                name,
                name,
                NOON.minusSeconds(200_000),
                List.of(
                        new TableView.StripView("", "row3", NOON.minusSeconds(60), false),
                        new TableView.StripView("row3", HOSTILE, NOON.minusSeconds(80_000), !findings.isEmpty()),
                        new TableView.StripView(HOSTILE, "", null, false)),
                0.96,
                null,
                findings,
                4,
                7,
                new TableView.RoundView(NOON.minusSeconds(3), 120, 9, 500, 1_250_000),
                5_000_000,
                new TableView.SweepView(300, 12, 86_400_000, 50_000_000, 9_000_000_000L, null),
                List.of("family g is not compared: its scope is 0"));
    }

    /** As {@link #table}, with all of it proved. */
    public static TableView proved(String name) {
        TableView table = table(name, Map.of());
        return new TableView(
                name,
                name,
                table.since(),
                List.of(new TableView.StripView("", "", NOON.minusSeconds(3_600), false)),
                1,
                NOON.minusSeconds(3_600),
                Map.of(),
                0,
                0,
                table.continuous(),
                table.continuousBytesRead(),
                new TableView.SweepView(300, 0, 86_400_000, 50_000_000, 9_000_000_000L, null),
                List.of());
    }

    public static PairView pair(String peer, @Nullable String worker, LagState state, long lagMs, TableView... tables) {
        return new PairView(peer, worker, lag(peer, state, lagMs), List.of(tables), List.of());
    }

    public static MonitorView monitor(String id, PairView... pairs) {
        return new MonitorView(id, NOON, List.of(pairs));
    }

    /** Works on {@code dr}, where two rows of {@code t} differ; {@code far} is another monitor's, and nobody has {@code old}. */
    public static MonitorView busy() {
        return monitor(
                "m1",
                pair(
                        "dr",
                        "m1",
                        LagState.CAUGHT_UP,
                        140,
                        table("t", Map.of("MISSING", 1, "DIFFERENT", 1)),
                        proved("ns:u")),
                pair("far", "m2", LagState.BEHIND, 90_000),
                new PairView("old", null, null, List.of(), List.of("nothing was looked at yet")));
    }

    /** All is well. */
    public static MonitorView calm() {
        return monitor("m1", pair("dr", "m1", LagState.CAUGHT_UP, 140, proved("t")));
    }
}
