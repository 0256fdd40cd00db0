package org.hbaseha.controller.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.IncidentView.MilestoneView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.ScorecardRecord;

/** Views as controllers would serve them, for tests. */
public final class Views {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final ControllerAddress C1 = new ControllerAddress("c1", "ctl1", 16_070, 16_071, "1");
    public static final ControllerAddress C2 = new ControllerAddress("c2", "ctl2", 16_070, 16_071, "1");

    private Views() {}

    public static ServerView alive(String server) {
        return server(server, "ALIVE", "", "Beats each 100 ms; it would be suspected after 500 ms of silence", "", 43);
    }

    public static ServerView server(
            String server, String liveness, String evidenceClass, String sentence, String refusal, long beatAge) {
        return new ServerView(
                server,
                liveness,
                evidenceClass,
                sentence,
                evidenceClass.isEmpty() ? List.of() : List.of("silent for " + beatAge + " ms"),
                refusal,
                true,
                true,
                beatAge,
                120,
                6_000,
                new ServerView.WorkView(0.034, 55L << 20, 256L << 20, 0, 10, 120.4),
                null);
    }

    public static ServerView gate(ServerView server, String state, boolean ours, long refused) {
        return new ServerView(
                server.server(),
                server.liveness(),
                server.evidenceClass(),
                server.sentence(),
                server.evidence(),
                server.refusal(),
                server.agent(),
                server.registered(),
                server.beatAgeMillis(),
                server.longestPauseMillis(),
                server.pauseBudgetMillis(),
                server.work(),
                new ServerView.GateView(state, ours, refused));
    }

    public static ControllerView leader(ServerView... servers) {
        return view("c1", true, 7, List.of(servers), List.of());
    }

    public static ControllerView standby(ServerView... servers) {
        return view("c2", false, 0, List.of(servers), List.of());
    }

    public static ControllerView view(
            String id, boolean leading, long epoch, List<ServerView> servers, List<IncidentView> open) {
        return new ControllerView(
                id,
                "1",
                NOON,
                NOON.minusSeconds(3_600),
                leading,
                epoch,
                "c1",
                true,
                new ControllerView.SessionView(4_000, 4_000, ""),
                "m1,16000,5",
                "shadow",
                "",
                null,
                servers,
                List.of(breaker("expiry-rate", false, "0 of 1 expiries within 600 s")),
                open,
                null,
                List.of(),
                List.of());
    }

    /** Three days of observation, {@code clean} of it without a mistake. */
    public static ScorecardRecord scorecard(Duration clean, long mistaken) {
        return new ScorecardRecord(
                NOON.minus(Duration.ofDays(1)),
                Duration.ofDays(6),
                clean,
                clean.dividedBy(3),
                2,
                mistaken,
                0,
                1,
                3,
                3,
                Duration.ofSeconds(70),
                Duration.ofSeconds(40),
                mistaken == 0 ? "" : "rs1,16020,1: it beat again");
    }

    public static ControllerView.BreakerView breaker(String name, boolean open, String sentence, String... held) {
        return new ControllerView.BreakerView(
                name,
                open,
                sentence,
                open ? NOON.minusSeconds(60) : null,
                "by a reset",
                "hbase.ha.breaker.window",
                true,
                List.of(held));
    }

    public static IncidentView incident(String id, String server, long epoch, String outcome, String... milestones) {
        List<MilestoneView> moments = new ArrayList<>();
        for (int i = 0; i < milestones.length; i++) {
            moments.add(new MilestoneView(milestones[i], NOON.plusMillis(250L * i), 250L * i, "text of it"));
        }
        return new IncidentView(
                id, server, "c1", epoch, "C", outcome, "Its host refuses connects", List.of("refused"), "", moments);
    }

    public static ClusterSnapshot snapshot(List<Reply<ControllerView>> replies) {
        return new ClusterSnapshot("zk1:2181", "/hbase", Optional.empty(), Optional.empty(), replies);
    }
}
