package org.hbaseha.controller.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import org.hbaseha.controller.admin.cluster.Json;
import org.hbaseha.controller.admin.preflight.Facts;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.outcome.ExitCode;
import org.junit.Test;

/** Plans, answers to them, and maintenance windows, as an operator meets them. */
public final class PlanCommandsTest {

    private static final String HASH = "0123456789ab";
    private static final PlanView PLAN = plan("7-1.1", "rs1,16020,1", "WAITS", "waits for hbase-ha approve", 60_000);

    private final FakeCluster cluster = withPlans(PLAN);

    private static PlanView plan(String id, String server, String standing, String sentence, long left) {
        return new PlanView(
                id,
                id.substring(0, 3),
                server,
                "N",
                "No contact for 1.5 s",
                List.of("write it", "delete it"),
                12,
                HASH,
                Views.NOON,
                Views.NOON.plusSeconds(900),
                left,
                standing,
                sentence);
    }

    private static FakeCluster withPlans(PlanView... plans) {
        ControllerView view = Views.leader(Views.alive("rs1,16020,1"), Views.alive("rs2.example.org,16020,1"));
        return FakeCluster.ledBy(ChangedView.of(view).plans(plans).made());
    }

    @Test
    public void plansShowsWhatItWouldDoAndCost() {
        assertThat(cluster.run("plans")).isZero();
        assertThat(cluster.out()).isEqualTo("""
                        Plan 7-1.1  WAITS  expire rs1,16020,1
                          because  class N, no contact: No contact for 1.5 s
                          steps    1. write it
                                   2. delete it
                          costs    12 regions, closed until others have opened them
                          hash     0123456789ab, expires in 60 s
                          said     waits for hbase-ha approve
                        """);
    }

    @Test
    public void plansAsJsonAreTheLeadersRecords() throws JsonProcessingException {
        assertThat(cluster.run("plans", "--json")).isZero();
        assertThat(Json.mapper().readTree(cluster.out()).path(0).path("hash").asText())
                .isEqualTo(HASH);
    }

    @Test
    public void plansAreALeadersAndNobodyElses() {
        FakeCluster led = FakeCluster.ledBy(Views.standby());

        assertThat(led.run("plans")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(led.err()).contains("No controller leads, so there are no plans");
        assertThat(withPlans().run("plans")).isZero();
    }

    @Test
    public void statusNamesPlansAndWindows() {
        FakeCluster led = FakeCluster.ledBy(ChangedView.of(Views.leader(Views.alive("rs1,16020,1")))
                .plans(PLAN)
                .maintenance(new ControllerView.MaintenanceView(
                        "m1", List.of("rs2"), "ben", "ann", "disks", Views.NOON, Views.NOON, 60_000))
                .made());

        assertThat(led.run("status")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(led.err()).contains("! Plan 7-1.1 waits for a person: hbase-ha plans");
        assertThat(led.out())
                .contains("plan        7-1.1 WAITS: expire rs1:16020, class N; expires in 60 s")
                .contains("maintenance m1 over rs2, ben (disks), ends in 60 s");
    }

    @Test
    public void approveShowsThePlanAndWantsYes() {
        assertThat(cluster.run("approve", "7-1.1", "--reason", "seen it")).isEqualTo(ExitCode.NEEDS_APPROVAL.number());
        assertThat(cluster.err()).contains("12 regions", "the leader then expires rs1,16020,1", "add --yes to do it");
        assertThat(cluster.orders).isEmpty();
    }

    @Test
    public void approveWritesAnOrderForTheStateThatWasShown() {
        assertThat(cluster.run("approve", "rs1", "--hash", HASH, "--reason", "seen it", "--yes"))
                .isZero();

        assertThat(cluster.orders).hasSize(1);
        OrderRecord order = cluster.orders.get(0);
        assertThat(order.word()).isEqualTo(OrderRecord.Word.APPROVE);
        assertThat(order.server().getServerName()).isEqualTo("rs1,16020,1");
        assertThat(order.hash()).isEqualTo(HASH);
        assertThat(order.by()).isEqualTo("ann@ops");
        assertThat(order.reason()).isEqualTo("seen it");
        assertThat(order.length()).isEqualTo(Duration.ofMinutes(1));
        assertThat(cluster.out()).isEqualTo("approved 7-1.1 (hash 0123456789ab)\n");
    }

    @Test
    public void anAnswerAsJsonIsFlat() throws JsonProcessingException {
        assertThat(cluster.run("reject", "7-1", "--reason", "no", "--json")).isZero();
        assertThat(Json.mapper().readTree(cluster.out()).path("server").asText())
                .isEqualTo("rs1,16020,1");
    }

    @Test
    public void approveOfAnotherStateIsRefused() {
        assertThat(cluster.run("approve", "7-1.1", "--hash", "aaaaaaaaaaaa", "--reason", "seen it", "--yes"))
                .isEqualTo(ExitCode.REFUSED.number());
        assertThat(cluster.err()).contains("The state has changed since", HASH, "not aaaaaaaaaaaa");
        assertThat(cluster.orders).isEmpty();
    }

    @Test
    public void aPlanThatIsOverIsNotApproved() {
        FakeCluster late = withPlans(plan("7-1.1", "rs1,16020,1", "WAITS", "", -1));

        assertThat(late.run("approve", "7-1", "--reason", "seen it", "--yes")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(late.orders).isEmpty();
    }

    @Test
    public void approveSaysWhatHoldsThePlanAllTheSame() {
        FakeCluster held = withPlans(plan("7-1.1", "rs1,16020,1", "HELD", "Not acting: too many", 60_000));

        assertThat(held.run("approve", "7-1", "--reason", "seen it", "--dry-run"))
                .isZero();
        assertThat(held.err()).contains("as long as this stands against it: Not acting: too many");
        assertThat(held.orders).isEmpty();
    }

    @Test
    public void aPlanThatDoesNotExistNamesThoseThatDo() {
        assertThat(cluster.run("approve", "rs9", "--reason", "seen it", "--yes"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).contains("No plan is called rs9", "say which: 7-1.1");
        assertThat(cluster.run("approve", "7-1.1", "--yes")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.run("approve", "7-1.1", "--yes", "--reason", " ")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.orders).isEmpty();
    }

    @Test
    public void rejectIsOnTheSafeSideAndNeedsNoYes() {
        assertThat(cluster.run("reject", "7-1", "--reason", "it is being debugged", "--dry-run"))
                .isZero();
        assertThat(cluster.orders).isEmpty();

        assertThat(cluster.run("reject", "7-1", "--reason", "it is being debugged"))
                .isZero();
        assertThat(cluster.orders).extracting(OrderRecord::word).containsExactly(OrderRecord.Word.REJECT);
    }

    @Test
    public void everyModeThatMayActWantsApproval() {
        cluster.facts = java.util.Optional.of(Facts.good());
        for (Mode mode : Mode.values()) {
            assertThat(cluster.run("mode", mode.word(), "--reason", "r", "--dry-run"))
                    .isZero();
            assertThat(cluster.run("mode", mode.word(), "--reason", "r"))
                    .isEqualTo(mode.mayAct() ? ExitCode.NEEDS_APPROVAL.number() : ExitCode.OK.number());
        }
        assertThat(cluster.run("mode", "semi-automatic", "--reason", "r", "--yes"))
                .isZero();
        assertThat(cluster.mode)
                .hasValueSatisfying(set -> assertThat(set.mode()).isEqualTo(Mode.SEMI_AUTOMATIC));
    }

    @Test
    public void aWindowIsStoredByHostOrAddressSoThatRestartsStayCovered() {
        assertThat(cluster.run(
                        "maintenance",
                        "start",
                        "--server",
                        "rs2",
                        "rs1,16020,1",
                        "--reason",
                        "disks",
                        "--for",
                        "30m",
                        "--owner",
                        "ben"))
                .isZero();

        assertThat(cluster.windows).hasSize(1);
        String id = cluster.windows.keySet().iterator().next();
        assertThat(cluster.windows.get(id))
                .isEqualTo(new MaintenanceRecord(
                        List.of("rs2.example.org", "rs1,16020"),
                        "ben",
                        "ann@ops",
                        "disks",
                        Views.NOON,
                        Duration.ofMinutes(30)));
        assertThat(cluster.out())
                .isEqualTo("window " + id + " has begun (hbase-ha maintenance end " + id + " ends it now)\n");

        assertThat(cluster.run("maintenance", "end", id, "--dry-run")).isZero();
        assertThat(cluster.windows).hasSize(1);
        assertThat(cluster.run("maintenance", "end", id)).isZero();
        assertThat(cluster.windows).isEmpty();
        assertThat(cluster.run("maintenance", "end", id)).isZero();
        assertThat(cluster.out()).endsWith("there was no window " + id + "\n");
    }

    @Test
    public void aWindowThatWouldProtectNobodyIsRefused() {
        assertThat(cluster.run("maintenance", "start", "--server", "rs3", "--reason", "disks", "--for", "30m"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).contains("No region server is called rs3", "rs1:16020, rs2.example.org:16020");
        assertThat(cluster.windows).isEmpty();
    }

    @Test
    public void aWindowCoversSomeServersOrAllAndEnds() {
        for (String[] wrong : List.of(
                new String[] {"maintenance", "start", "--reason", "r", "--for", "30m"},
                new String[] {"maintenance", "start", "--all", "--server", "rs1", "--reason", "r", "--for", "30m"},
                new String[] {"maintenance", "start", "--all", "--reason", "r", "--for", "8d"},
                new String[] {"maintenance", "start", "--all", "--reason", " ", "--for", "30m"},
                new String[] {"maintenance", "start", "--all", "--for", "30m"},
                new String[] {"maintenance"})) {
            assertThat(cluster.run(wrong)).as(List.of(wrong).toString()).isEqualTo(ExitCode.USAGE.number());
        }
        assertThat(cluster.run("maintenance", "start", "--all", "--reason", "r", "--for", "30m", "--dry-run"))
                .isZero();
        assertThat(cluster.windows).isEmpty();

        assertThat(cluster.run("maintenance", "start", "--all", "--reason", "r", "--for", "30m"))
                .isZero();
        assertThat(cluster.windows.values()).allMatch(MaintenanceRecord::coversAll);
    }

    @Test
    public void maintenanceListShowsWhatIsInForce() {
        FakeCluster led = FakeCluster.ledBy(ChangedView.of(Views.leader())
                .maintenance(new ControllerView.MaintenanceView(
                        "m1", List.of(), "ben", "ann", "disks", Views.NOON, Views.NOON, 60_000))
                .made());

        assertThat(led.run("maintenance", "list")).isZero();
        assertThat(led.out()).contains("m1", "all servers", "ben", "60 s", "disks");
        assertThat(cluster.run("maintenance", "list")).isZero();
        assertThat(cluster.out()).isEqualTo("no maintenance window is in force\n");
    }

    @Test
    public void whoResumesSaysWhy() {
        cluster.run("pause", "--reason", "disks", "--for", "20m");

        assertThat(cluster.run("resume", "--reason", "disks are in")).isZero();
        assertThat(cluster.resumed).isEqualTo("ann@ops: disks are in");
    }
}
