package org.hbaseha.controller.admin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.admin.Views.C1;
import static org.hbaseha.controller.admin.Views.C2;
import static org.hbaseha.controller.admin.Views.NOON;
import static org.hbaseha.controller.admin.Views.alive;
import static org.hbaseha.controller.admin.Views.incident;
import static org.hbaseha.controller.admin.Views.leader;
import static org.hbaseha.controller.admin.Views.server;
import static org.hbaseha.controller.admin.Views.snapshot;
import static org.hbaseha.controller.admin.Views.standby;
import static org.hbaseha.controller.admin.Views.view;

import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.admin.ChangedView;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ControllerView.PauseView;
import org.hbaseha.controller.view.ControllerView.SessionView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.layout.PauseRecord;
import org.junit.Test;

public final class StatusTextTest {

    @Test
    public void showsAWellClusterOnOnePage() {
        ClusterSnapshot snapshot = snapshot(
                List.of(Reply.of(C1, leader(alive("rs1,16020,1"))), Reply.of(C2, standby(alive("rs1,16020,1")))));

        assertThat(StatusText.lines(snapshot, Palette.MONOCHROME, NOON))
                .containsExactly(
                        "cluster     /hbase on zk1:2181",
                        "mode        shadow, by configuration: never set with hbase-ha mode",
                        "leader      ctl1:16071, epoch 7, up 1 h",
                        "controller  ctl2:16071 stands by",
                        "session     4 s granted by ZooKeeper",
                        "master      m1,16000,5",
                        "breaker     expiry-rate closed: 0 of 1 expiries within 600 s",
                        "",
                        "SERVER     LIVENESS  CLASS  AGENT   BEAT  REGIONS  REQ/S    HEAP  CPU  WRITE   PAUSE",
                        "rs1:16020  ALIVE     -      yes    43 ms       10    120  55 MiB  3 %   0 ms  120 ms");
        assertThat(Wellness.complaints(snapshot)).isEmpty();
        assertThat(snapshot.secondBest()).isEmpty();
    }

    @Test
    public void saysWhenAutomaticModeDoesNotCountAndComplains() {
        ControllerView refused = ChangedView.of(leader(alive("rs1,16020,1")))
                .session(new SessionView(4_000, 6_000, "Another was granted"))
                .modeRefusal("No right to delete")
                .made();
        ClusterSnapshot snapshot = snapshot(List.of(Reply.of(C1, refused)));

        assertThat(StatusText.lines(snapshot, Palette.MONOCHROME, NOON))
                .contains(
                        "            shadow in force: No right to delete",
                        "session     6 s granted by ZooKeeper; Another was granted");
        assertThat(Wellness.complaints(snapshot))
                .containsExactly("The mode that is wanted does not count: No right to delete");
    }

    @Test
    public void theEndOfAPauseIsToldByTheControllerAndNotByThisMachinesClock() {
        PauseRecord stored = new PauseRecord("ann", "disk", NOON.minusSeconds(7_200), NOON.minusSeconds(6_000));
        ControllerView paused = ChangedView.of(leader(alive("rs1,16020,1")))
                .session(null)
                .pause(new PauseView("ann", "disk", stored.since(), NOON.plusSeconds(300), 300_000))
                .made();

        assertThat(lines(Optional.of(stored), Reply.of(C1, paused)))
                .contains("paused      by ann (disk), ends in 5 m")
                .noneMatch(line -> line.startsWith("session"));
        assertThat(lines(Optional.of(stored), Reply.of(C1, leader()))).noneMatch(line -> line.startsWith("paused"));
        assertThat(lines(Optional.of(stored), Reply.failed(C1, "is silent")))
                .contains("paused      by ann (disk) for 20 m; no controller answers whether it is over");
    }

    private static List<String> lines(Optional<PauseRecord> pause, Reply<ControllerView> reply) {
        return StatusText.lines(
                new ClusterSnapshot("zk1:2181", "/hbase", Optional.empty(), pause, List.of(reply)),
                Palette.MONOCHROME,
                NOON);
    }

    @Test
    public void saysWhyAServerIsNotWell() {
        ClusterSnapshot snapshot = snapshot(List.of(Reply.of(
                C1,
                leader(server(
                        "rs1,16020,1",
                        "DEAD",
                        "C",
                        "Its host refuses connects",
                        "SHADOW_MODE: Not acting: mode is shadow; changed by hbase-ha mode automatic",
                        2_000)))));

        assertThat(StatusText.lines(snapshot, Palette.MONOCHROME, NOON))
                .contains(
                        "rs1:16020: Its host refuses connects",
                        "  SHADOW_MODE: Not acting: mode is shadow; changed by hbase-ha mode automatic");
        assertThat(Wellness.complaints(snapshot)).containsExactly("rs1:16020 is DEAD: hbase-ha why rs1:16020");
    }

    @Test
    public void aDeadServerThatHBaseHasRemovedIsNoComplaint() {
        ServerView gone = new ServerView(
                "rs1,16020,1",
                "DEAD",
                "C",
                "Its znode is gone",
                List.of(),
                "",
                false,
                false,
                9_000,
                0,
                6_000,
                null,
                null);

        assertThat(Wellness.complaints(snapshot(List.of(Reply.of(C1, leader(gone, alive("rs2,16020,1")))))))
                .isEmpty();
        assertThat(Wellness.complaints(snapshot(List.of(Reply.of(
                        C1, view("c1", true, 7, List.of(gone), List.of(incident("i1", "rs1,16020,1", 7, "OPEN"))))))))
                .hasSize(1);
    }

    @Test
    public void withoutALeaderTheViewOfAnotherIsShownAndSaidToBe() {
        ClusterSnapshot snapshot = snapshot(List.of(
                Reply.failed(C1, "refuses connections on port 16071"), Reply.of(C2, standby(alive("rs1,16020,1")))));

        assertThat(StatusText.lines(snapshot, Palette.MONOCHROME, NOON))
                .contains("leader      none", "controller  ctl1:16071 refuses connections on port 16071");
        assertThat(snapshot.secondBest())
                .contains("No leader answered; this is the view of ctl2:16071, which acts on nothing");
        assertThat(Wellness.complaints(snapshot))
                .containsExactly("Controller ctl1:16071 refuses connections on port 16071", "No controller leads");
    }

    @Test
    public void ofTwoThatClaimToLeadTheNewerEpochCounts() {
        ClusterSnapshot snapshot = snapshot(List.of(
                Reply.of(C1, view("c1", true, 6, List.of(), List.of())),
                Reply.of(C2, view("c2", true, 7, List.of(), List.of()))));

        assertThat(snapshot.leader().map(Reply::name)).contains("ctl2:16071");
    }

    @Test
    public void noControllerAtAllIsOneComplaint() {
        assertThat(Wellness.complaints(snapshot(List.of())))
                .containsExactly("No controller is running: start one with hbase-ha-daemon.sh start controller");
    }
}
