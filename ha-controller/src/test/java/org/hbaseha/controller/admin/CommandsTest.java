package org.hbaseha.controller.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.controller.admin.cluster.Json;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.preflight.Facts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.SecretState;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.layout.ResetRecord;
import org.hbaseha.layout.StockRecord;
import org.hbaseha.outcome.ExitCode;
import org.junit.Test;

/** The commands as an operator meets them: what is typed, what is printed where, and the exit code. */
public final class CommandsTest {

    private static final String RS1 = "rs1,16020,1";
    private final FakeCluster cluster = FakeCluster.ledBy(Views.leader(Views.alive(RS1)));

    @Test
    public void statusOfAWellClusterIsZero() {
        assertThat(cluster.run("status")).isZero();
        assertThat(cluster.out()).contains("rs1:16020  ALIVE");
        assertThat(cluster.err()).isEmpty();
    }

    @Test
    public void statusOfASickClusterIsFiveAndSaysWhyBesideTheData() {
        FakeCluster sick = FakeCluster.ledBy(
                Views.leader(Views.server(RS1, "SUSPECT", "P", "Its host answers and it is silent", "", 900)));

        assertThat(sick.run("status")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(sick.err()).contains("! rs1:16020 is SUSPECT: hbase-ha why rs1:16020");
        assertThat(sick.out()).doesNotContain("! rs1");
    }

    @Test
    public void statusAsJsonIsOneDocument() throws JsonProcessingException {
        assertThat(cluster.run("status", "--json")).isZero();

        JsonNode document = Json.mapper().readTree(cluster.out());
        assertThat(document.path("well").asBoolean()).isTrue();
        assertThat(document.path("view").path("servers").path(0).path("server").asText())
                .isEqualTo(RS1);
        assertThat(document.path("controllers").path(0).path("leading").asBoolean())
                .isTrue();
    }

    @Test
    public void watchShowsItAgainUntilItIsStopped() {
        cluster.rounds = 2;

        assertThat(cluster.run("status", "--watch")).isZero();
        assertThat(cluster.out().split("rs1:16020  ALIVE", -1)).hasSize(4);
    }

    @Test
    public void gateStatusSaysWhatEachServersPermissionRestsOn() {
        ServerView known = Views.alive(RS1);
        FakeCluster gated = FakeCluster.ledBy(Views.leader(
                Views.gate(known, "LEASED", true, 0), Views.gate(Views.alive("rs2,16020,1"), "OPEN", false, 7)));
        gated.gateRecords = Map.of(
                "rs2,16020,1",
                new ExpireRecord(new Epoch(3), "c1-ab", "nonce", "P", "P: silent", Views.NOON),
                "rs9,16020,1",
                new StockRecord("nonce"));

        assertThat(gated.run("gate", "status")).isZero();

        assertThat(gated.out())
                .contains("rs1:16020  LEASED  -             0")
                .contains("rs2:16020  OPEN    EXPIRE        7")
                .contains("was expired by c1-ab in epoch 3")
                .doesNotContain("rs9");
    }

    @Test
    public void gatesAreDisarmedForAReasonAndArmedAgain() {
        assertThat(cluster.run("gate", "disarm", "--all")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.run("gate", "disarm", "--reason", "x")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.run("gate", "disarm", "--all", "--reason", "doubt", "--dry-run"))
                .isZero();
        assertThat(cluster.disarmed).isEmpty();

        assertThat(cluster.run("gate", "disarm", "--all", "--reason", "doubt")).isZero();
        assertThat(cluster.disarmed.orElseThrow().reason()).isEqualTo("doubt");
        assertThat(cluster.run("gate", "status")).isZero();
        assertThat(cluster.out()).contains("disarmed by ann@ops since").contains(": doubt");

        assertThat(cluster.run("gate", "rearm")).isZero();
        assertThat(cluster.disarmed).isEmpty();
        assertThat(cluster.run("gate", "rearm")).isZero();
        assertThat(cluster.out()).contains("gates were not disarmed");
    }

    @Test
    public void whyAcceptsAHost() {
        assertThat(cluster.run("why", "rs1")).isZero();
        assertThat(cluster.out()).startsWith(RS1 + "\nALIVE: last beat 43 ms ago.");
    }

    @Test
    public void whyOfNobodyNamesThoseThereAre() {
        assertThat(cluster.run("why", "rs7")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).isEqualTo("hbase-ha: No region server is called rs7: known are rs1:16020\n");
    }

    @Test
    public void whyOfTwoServersAsksWhich() {
        FakeCluster two = FakeCluster.ledBy(Views.leader(Views.alive(RS1), Views.alive("rs1,16021,1")));

        assertThat(two.run("why", "rs1")).isEqualTo(ExitCode.USAGE.number());
        assertThat(two.err())
                .isEqualTo("hbase-ha: Several servers are meant by rs1: say which: rs1:16020, rs1:16021\n");
    }

    @Test
    public void whyOfAServerThatIsGoneShowsItsLastIncident() {
        cluster.histories.set(
                0,
                Reply.of(
                        Views.C1,
                        List.of(Views.incident("i1", "rs9,16020,1", 7, "RECOVERED", "VERDICT", "RECOVERED"))));

        assertThat(cluster.run("why", "rs9")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(cluster.out()).contains("Incident i1  RECOVERED", "+250 ms  RECOVERED");
    }

    @Test
    public void whyWithoutControllersSaysWhatToDo() {
        FakeCluster empty = new FakeCluster();

        assertThat(empty.run("why", "rs1")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(empty.err()).contains("No controller is running", "hbase-ha-daemon.sh start controller");
    }

    @Test
    public void historyIsMergedAndSaysWhosePartIsMissing() {
        cluster.histories.set(0, Reply.of(Views.C1, List.of(Views.incident("i1", RS1, 7, "RECOVERED", "VERDICT"))));
        cluster.histories.add(Reply.failed(Views.C2, "refuses connections on port 16071"));

        assertThat(cluster.run("history")).isZero();
        assertThat(cluster.out()).contains("rs1:16020  C      RECOVERED");
        assertThat(cluster.err()).contains("ctl2:16071 refuses connections", "its part of the history is missing");
    }

    @Test
    public void historyOfOneServerIsATimeline() {
        cluster.histories.set(
                0,
                Reply.of(
                        Views.C1,
                        List.of(
                                Views.incident("i1", RS1, 7, "RECOVERED", "VERDICT"),
                                Views.incident("i2", "rs2,16020,1", 7, "REFUSED", "VERDICT"))));

        assertThat(cluster.run("history", "rs2")).isZero();
        assertThat(cluster.out()).startsWith("Incident i2").doesNotContain("i1");
    }

    @Test
    public void modeWithoutArgumentShowsTheModeInForce() {
        cluster.mode =
                Optional.of(new ModeRecord(Mode.AUTOMATIC, "bob", "a week in shadow", Views.NOON.minusSeconds(120)));

        assertThat(cluster.run("mode")).isZero();
        assertThat(cluster.out()).isEqualTo("automatic, set by bob 2 m ago (a week in shadow)\n");
    }

    @Test
    public void shadowNeedsAReasonAndNoApproval() {
        assertThat(cluster.run("mode", "shadow")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.run("mode", "shadow", "--reason", "upgrade")).isZero();
        assertThat(cluster.mode).hasValueSatisfying(record -> {
            assertThat(record.mode()).isEqualTo(Mode.SHADOW);
            assertThat(record.by()).isEqualTo("ann@ops");
        });
    }

    @Test
    public void automaticWantsApprovalAndThenIsSet() {
        cluster.facts = Optional.of(Facts.good());

        assertThat(cluster.run("mode", "automatic", "--reason", "a week went well"))
                .isEqualTo(ExitCode.NEEDS_APPROVAL.number());
        assertThat(cluster.mode).isEmpty();
        assertThat(cluster.err()).contains("Plan: set mode automatic", "add --yes to do it");

        assertThat(cluster.run("mode", "automatic", "--reason", "a week went well", "--yes"))
                .isZero();
        assertThat(cluster.mode)
                .hasValueSatisfying(record -> assertThat(record.mode()).isEqualTo(Mode.AUTOMATIC));
        assertThat(cluster.out()).isEqualTo("automatic, set by ann@ops 0 ms ago (a week went well)\n");
    }

    @Test
    public void automaticWithoutASecretIsRefusedWhateverIsApproved() {
        cluster.facts = Optional.of(Facts.with(Facts.good(), new SecretState.NotConfigured()));

        assertThat(cluster.run("mode", "automatic", "--reason", "now", "--yes")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(cluster.err()).startsWith("hbase-ha: Mode automatic is refused: hbase.ha.secret.file is not set");
        assertThat(cluster.mode).isEmpty();
    }

    @Test
    public void automaticIsRefusedWhereTheClusterCannotBeSeen() {
        cluster.facts = Optional.of(Facts.withoutMaster());

        assertThat(cluster.run("mode", "automatic", "--reason", "now", "--yes")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(cluster.err())
                .startsWith("hbase-ha: Mode automatic is refused: active master is not answering (timed out)")
                .contains("start an HMaster; hbase-ha preflight shows all");
        assertThat(cluster.mode).isEmpty();
    }

    @Test
    public void neitherArmNorModeGoesPastTheScorecard() {
        cluster.facts = Optional.of(Facts.good());
        cluster.scorecard = Optional.of(Views.scorecard(Duration.ofHours(71), 0));

        for (List<String> command :
                List.of(List.of("arm"), List.of("arm", "automatic"), List.of("mode", "automatic"))) {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--reason", "now", "--yes"));
            assertThat(cluster.run(whole.toArray(String[]::new))).isEqualTo(ExitCode.REFUSED.number());
        }
        assertThat(cluster.err())
                .startsWith(
                        "hbase-ha: Mode automatic is refused: servers were heard for 71.0 server-hours without a mistake,"
                                + " 72 are needed (hbase.ha.scorecard.server.hours)");
        assertThat(cluster.mode).isEmpty();
    }

    @Test
    public void armSetsTheModeWhenTheScorecardPasses() {
        cluster.facts = Optional.of(Facts.good());

        assertThat(cluster.run("arm", "--reason", "three good days")).isEqualTo(ExitCode.NEEDS_APPROVAL.number());
        assertThat(cluster.mode).isEmpty();
        assertThat(cluster.run("arm", "--reason", "three good days", "--yes")).isZero();
        assertThat(cluster.mode).contains(new ModeRecord(Mode.AUTOMATIC, "ann@ops", "three good days", Views.NOON));
    }

    @Test
    public void forceIsKeptInTheRecordAndDoesNotOverrulePreflight() {
        cluster.scorecard = Optional.empty();
        cluster.facts = Optional.of(Facts.with(Facts.good(), new SecretState.NotConfigured()));
        assertThat(cluster.run("arm", "--force", "--reason", "a lab", "--yes")).isEqualTo(ExitCode.REFUSED.number());

        cluster.facts = Optional.of(Facts.good());
        assertThat(cluster.run("arm", "--force", "--reason", "a lab", "--yes")).isZero();
        assertThat(cluster.mode.orElseThrow().reason())
                .startsWith("a lab [forced past the scorecard: servers were heard for 0.0 server-hours");
    }

    @Test
    public void armingForShadowMakesNoSense() {
        assertThat(cluster.run("arm", "shadow", "--reason", "x")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    public void theScorecardSaysWhatTheVerdictsWereWorth() {
        cluster.scorecard = Optional.of(Views.scorecard(Duration.ofHours(5), 1));

        assertThat(cluster.run("scorecard")).isZero();
        assertThat(cluster.out()).isEqualTo("""
                        verdict     not passed: servers were heard for 5.0 server-hours without a mistake, 72 are needed (hbase.ha.scorecard.server.hours); leaders listened for 1.6 hours without a mistake, 24 are needed (hbase.ha.scorecard.hours); the last mistake: rs1,16020,1: it beat again
                        observed    144.0 server-hours within 24 h, 5.0 of them, and 1.6 hours of listening, since the last mistake
                        confirmed   2 would have been expired, and ZooKeeper let them go 35 s later on average, 40 s at most
                        mistaken    1 would have been expired, and beat again, 0.17 a server-day
                                    the last: rs1,16020,1: it beat again
                        unknown     0 would have been expired, and neither was seen
                        missed      1 went without a goodbye before anything was said against them
                        held        3 verdicts were held up by a breaker or an operator; 3 of these servers beat again
                        """);
    }

    @Test
    public void theScorecardAsJsonSaysWhetherItPasses() throws JsonProcessingException {
        assertThat(cluster.run("scorecard", "--json")).isZero();

        JsonNode document = Json.mapper().readTree(cluster.out());
        assertThat(document.path("passes").asBoolean()).isTrue();
        assertThat(document.path("scorecard").path("confirmed").asInt()).isEqualTo(2);
    }

    @Test
    public void preflightIsZeroWhenNothingMustBeChanged() throws JsonProcessingException {
        cluster.facts = Optional.of(Facts.good());

        assertThat(cluster.run("preflight", "--json")).isZero();
        assertThat(Json.mapper()
                        .readTree(cluster.out())
                        .path("automaticPossible")
                        .asBoolean())
                .isTrue();
        assertThat(cluster.err()).contains("0 to consider, 0 to change; mode automatic is possible");
    }

    @Test
    public void preflightIsFiveWhenSomethingMust() {
        cluster.facts = Optional.of(Facts.with(Facts.good(), new SecretState.Unusable("it is open to others")));

        assertThat(cluster.run("preflight")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(cluster.out()).contains("FAIL hbase.ha.secret.file: it is open to others");
        assertThat(cluster.err()).contains("mode automatic is refused");
    }

    @Test
    public void deployCheckNamesServersWithoutAnAgent() {
        FakeCluster half = FakeCluster.ledBy(Views.leader(
                Views.alive(RS1),
                new ServerView(
                        "rs2,16020,1", "UNKNOWN", "", "No beat", List.of(), "", false, true, -1, 0, 0, null, null)));

        assertThat(half.run("deploy", "--check")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(half.out()).contains("rs1,16020,1  live", "rs2,16020,1  none");
        assertThat(half.err()).contains("1 of 2 without a live agent");
        assertThat(cluster.run("deploy", "--check")).isZero();
    }

    @Test
    public void aModeThatDoesNotExistNamesThoseThatDo() {
        assertThat(cluster.run("mode", "autmatic")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).contains("there is no mode autmatic, only shadow, manual, semi-automatic, automatic");
    }

    @Test
    public void pauseEndsByItselfAndResumeEndsItNow() {
        assertThat(cluster.run("pause", "--reason", "disk change", "--for", "20m"))
                .isZero();
        assertThat(cluster.pause)
                .contains(new PauseRecord("ann@ops", "disk change", Views.NOON, Views.NOON.plusSeconds(1_200)));

        assertThat(cluster.run("resume")).isZero();
        assertThat(cluster.pause).isEmpty();
        assertThat(cluster.run("resume")).isZero();
        assertThat(cluster.out()).endsWith("resumed\nthere was no pause\n");
    }

    private static FakeCluster withOpenBreaker(String name) {
        return FakeCluster.ledBy(ChangedView.of(Views.leader(Views.alive(RS1)))
                .breakers(
                        Views.breaker("expiry-rate", false, "0 of 1 expiries within 600 s"),
                        Views.breaker(name, true, "2 of 3 servers fell silent within 3 s", RS1))
                .made());
    }

    @Test
    public void breakersShowsWhatIsHeldUpAndWhatClosesIt() {
        FakeCluster held = withOpenBreaker("mass-silence");

        assertThat(cluster.run("breakers")).isZero();
        assertThat(held.run("breakers")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(held.out()).isEqualTo("""
                        expiry-rate     closed: 0 of 1 expiries within 600 s
                          setting       hbase.ha.breaker.window
                        mass-silence    open, opened 60 s ago: 2 of 3 servers fell silent within 3 s
                          holds up      rs1:16020
                          closes        by a reset
                                        hbase-ha breakers reset mass-silence --reason TEXT
                          setting       hbase.ha.breaker.window
                        """);
    }

    @Test
    public void whySaysWhichBreakerWouldStandInTheWay() {
        FakeCluster flapping = FakeCluster.ledBy(ChangedView.of(
                        Views.leader(Views.alive(RS1), Views.alive("rs2,16020,1")))
                .breakers(Views.breaker("flapping", true, "in quarantine: rs1:16020 for another 200 s of steadiness"))
                .made());

        assertThat(flapping.run("why", "rs1")).isZero();
        assertThat(flapping.out())
                .contains("its silence alone would not be acted on while breaker flapping is open"
                        + " (in quarantine: rs1:16020 for another 200 s of steadiness; closed by a reset)");
        assertThat(flapping.run("why", "rs2")).isZero();
        assertThat(flapping.out().split("while breaker flapping", -1)).hasSize(2);
    }

    @Test
    public void breakersWithoutALeaderHasNothingToShow() {
        FakeCluster leaderless = FakeCluster.ledBy(Views.standby(Views.alive(RS1)));

        assertThat(leaderless.run("breakers")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(leaderless.err()).startsWith("hbase-ha: No controller leads");
    }

    @Test
    public void aBreakerIsResetByAPersonWithAReason() {
        FakeCluster held = withOpenBreaker("mass-silence");

        assertThat(held.run("breakers", "reset", "mass-silence")).isEqualTo(ExitCode.USAGE.number());
        assertThat(held.run("breakers", "reset", "mass-silence", "--reason", "rack is lost"))
                .isEqualTo(ExitCode.NEEDS_APPROVAL.number());
        assertThat(held.err()).contains("it holds up " + RS1);
        assertThat(held.resets).isEmpty();

        assertThat(held.run("breakers", "reset", "mass-silence", "--reason", "rack is lost", "--yes"))
                .isZero();
        assertThat(held.resets.get("mass-silence")).isEqualTo(new ResetRecord("ann@ops", "rack is lost", Views.NOON));
    }

    @Test
    public void whatProtectsTheLastServerCannotBeReset() {
        assertThat(cluster.run("breakers", "reset", "last-server", "--reason", "x", "--yes"))
                .isEqualTo(ExitCode.REFUSED.number());
        assertThat(cluster.err()).contains("Breaker last-server cannot be reset", "start another region server");
        assertThat(cluster.resets).isEmpty();
    }

    @Test
    public void aBreakerThatDoesNotExistNamesThoseThatDo() {
        assertThat(cluster.run("breakers", "reset", "fuse", "--reason", "x")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).contains("No breaker is called fuse", "mass-silence", "rolling-restart");
    }

    @Test
    public void aTimeWithoutUnitIsRefused() {
        assertThat(cluster.run("pause", "--reason", "x", "--for", "20")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).contains("a time needs its unit, such as 20m or 500ms, but was 20");
        assertThat(cluster.pause).isEmpty();
    }

    @Test
    public void dryRunsChangeNothing() {
        assertThat(cluster.run("pause", "--reason", "x", "--for", "20m", "--dry-run"))
                .isZero();
        assertThat(cluster.run("mode", "shadow", "--reason", "x", "--dry-run")).isZero();
        assertThat(cluster.pause).isEmpty();
        assertThat(cluster.mode).isEmpty();
    }

    @Test
    public void aMistypedKeyIsNamedWithTheNearest() {
        cluster.configuration.set("hbase.ha.leese", "2s");

        assertThat(cluster.run("status")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err())
                .isEqualTo("hbase-ha: Unknown setting key=hbase.ha.leese nearest=hbase.ha.lease:"
                        + " correct the key or remove it\n");
    }

    @Test
    public void aValueWithoutUnitIsNamedWithWhatIsExpected() {
        cluster.configuration.set("hbase.ha.lease", "1500");

        assertThat(cluster.run("status")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err())
                .isEqualTo("hbase-ha: Setting has a value that cannot be used key=hbase.ha.lease value=1500:"
                        + " expected a time with its unit (ms, s, m, h, d) from 200ms to 30s\n");
    }

    @Test
    public void anUnknownOptionIsOneLine() {
        assertThat(cluster.run("status", "--jsn")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).isEqualTo("hbase-ha: Unknown option: '--jsn': see hbase-ha status --help\n");
    }

    @Test
    public void everyHelpPageHasTheExitCodes() {
        for (String verb : List.of(
                "status",
                "why",
                "history",
                "mode",
                "arm",
                "scorecard",
                "breakers",
                "plans",
                "approve",
                "reject",
                "maintenance",
                "pause",
                "resume",
                "preflight",
                "deploy",
                "journal")) {
            FakeCluster quiet = new FakeCluster();
            assertThat(quiet.run(verb, "--help")).as(verb).isZero();
            assertThat(quiet.out()).as(verb).contains("Exit codes:", "7", "wants --yes");
        }
    }
}
