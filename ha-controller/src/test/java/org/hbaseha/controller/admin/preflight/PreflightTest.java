package org.hbaseha.controller.admin.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.admin.deploy.AgentClasses;
import org.hbaseha.controller.admin.preflight.Finding.Level;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ControllerFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.HBaseFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.SecretState;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ZooKeeperFacts;
import org.junit.Test;

public final class PreflightTest {

    @Test
    public void aClusterThatIsAsItShouldBeHasNoComplaint() {
        assertThat(complaints(Facts.good())).isEmpty();
        assertThat(Preflight.findings(Facts.good())).hasSizeGreaterThan(20);
    }

    @Test
    public void everyComplaintSaysWhatIsWantedAndWhy() {
        PreflightFacts bare = Facts.of(Facts.server(Facts.RS1, Map.of()));

        assertThat(complaints(bare)).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.wanted()).isNotEmpty();
            assertThat(finding.reason()).isNotEmpty();
        });
    }

    @Test
    public void anHBaseBefore26IsRefused() {
        assertThat(ClusterChecks.isSupported("2.6.0")).isTrue();
        assertThat(ClusterChecks.isSupported("2.6.1-hadoop3")).isTrue();
        assertThat(ClusterChecks.isSupported("2.10.0")).isTrue();
        assertThat(ClusterChecks.isSupported("2.5.11")).isFalse();
        assertThat(ClusterChecks.isSupported("1.7.2")).isFalse();
        assertThat(ClusterChecks.isSupported("3.0.0-beta-1")).isFalse();
        assertThat(ClusterChecks.isSupported("unknown")).isFalse();
    }

    @Test
    public void namesTheServersOfAMixedVersion() {
        ServerFacts old = new ServerFacts(
                Facts.RS2,
                Optional.of("2.5.10"),
                Set.of(),
                0,
                OptionalInt.of(17),
                Facts.server(Facts.RS2, Facts.goodSettings()).configuration());

        assertThat(complaints(Facts.of(Facts.server(Facts.RS1, Facts.goodSettings()), old)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.FAIL);
                    assertThat(finding.found()).isEqualTo("2.5.10 on rs2:16020");
                    assertThat(finding.forbidsAutomatic()).isTrue();
                });
    }

    @Test
    public void theStockLeasePauseIsToldWithItsPrice() {
        PreflightFacts stock = Facts.of(
                Facts.server(Facts.RS1, Facts.goodSettings()),
                Facts.server(Facts.RS2, Facts.with("hbase.lease.recovery.first.pause", "4000")));

        assertThat(complaints(stock)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.found()).isEqualTo("4000 on rs2:16020");
            assertThat(finding.wanted()).isEqualTo("200");
            assertThat(finding.reason()).contains("every recovery waits");
        });
    }

    @Test
    public void everySettingWeRecommendIsLookedAtAndWantedAsRecommended() {
        PreflightFacts bare = Facts.of(Facts.server(Facts.RS1, Map.of()), Facts.server(Facts.RS2, Map.of()));
        Map<String, String> wanted = RecoveryRules.all().stream()
                .filter(SettingRule.class::isInstance)
                .map(SettingRule.class::cast)
                .collect(Collectors.toMap(SettingRule::key, SettingRule::wanted));

        assertThat(wanted).containsAllEntriesOf(Facts.recommended("hbase-site-recommended.xml"));
        assertThat(complaints(bare))
                .extracting(Finding::setting)
                .contains("hbase.lease.recovery.first.pause", "dfs.heartbeat.interval");
    }

    @Test
    public void aSettingThatIsNotWrittenCountsWithItsDefault() {
        Map<String, String> unset = Facts.goodSettings();
        unset.remove("hbase.lease.recovery.first.pause");

        assertThat(complaints(Facts.of(Facts.server(Facts.RS1, unset), Facts.server(Facts.RS2, unset))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).isEqualTo("4000"));
    }

    @Test
    public void aWalThatCannotRecoverLeasesForbidsAutomatic() {
        for (String folder : List.of("s3a://bucket/hbase", "file:///tmp/hbase", "viewfs://x/hbase")) {
            Map<String, String> settings = Facts.with("hbase.rootdir", folder);

            PreflightFacts facts = Facts.of(Facts.server(Facts.RS1, settings), Facts.server(Facts.RS2, settings));

            assertThat(Preflight.obstacles(facts)).as(folder).singleElement().satisfies(finding -> assertThat(
                            finding.wanted())
                    .isEqualTo("hdfs"));
        }
    }

    @Test
    public void theWalFolderCountsBeforeTheRootFolder() {
        Map<String, String> settings = Facts.with("hbase.rootdir", "s3a://bucket/hbase");
        settings.put("hbase.wal.dir", "hdfs://nn/wal");

        assertThat(Preflight.obstacles(Facts.of(Facts.server(Facts.RS1, settings), Facts.server(Facts.RS2, settings))))
                .isEmpty();
    }

    @Test
    public void withoutAUsableSecretAutomaticIsForbidden() {
        assertThat(Preflight.obstacles(Facts.with(Facts.good(), new SecretState.NotConfigured())))
                .hasSize(1);
        assertThat(Preflight.obstacles(Facts.with(Facts.good(), new SecretState.Unusable("open to others"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).isEqualTo("open to others"));
    }

    @Test
    public void whatCannotBeSeenOfTheWalForbidsAutomaticToo() {
        PreflightFacts good = Facts.good();
        ServerFacts closed = new ServerFacts(
                Facts.RS1,
                Optional.of("2.6.1"),
                Set.of(),
                0,
                OptionalInt.empty(),
                new PreflightFacts.ServerConfiguration(Map.of(), false));

        assertThat(Preflight.obstacles(new PreflightFacts(
                        17,
                        good.settings(),
                        closed.configuration(),
                        good.secret(),
                        new HBaseFacts(good.hbase().master(), List.of(closed), ""),
                        good.zooKeeper(),
                        good.controllers())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).isEqualTo("could not be seen"));
    }

    @Test
    public void serversThatShowTheirFileSystemSpeakForThoseThatDoNot() {
        for (Map<String, String> here :
                List.of(Map.<String, String>of(), Facts.with("hbase.rootdir", "file:///tmp/hbase"))) {
            ServerConfiguration local = new ServerConfiguration(here, false);
            ServerFacts unresponsive = new ServerFacts(
                    Facts.RS2, Optional.of("2.6.1"), Set.of("LeaseGateObserver"), 1, OptionalInt.empty(), local);
            ServerFacts showsHdfs = Facts.server(Facts.RS1, Facts.goodSettings());
            ServerFacts showsOther = Facts.server(Facts.RS1, Facts.with("hbase.rootdir", "s3a://bucket/hbase"));

            assertThat(Preflight.obstacles(Facts.with(Facts.of(showsHdfs, unresponsive), local)))
                    .isEmpty();
            assertThat(Preflight.obstacles(Facts.with(Facts.of(showsOther, unresponsive), local)))
                    .extracting(Finding::found)
                    .containsExactly("s3a");
            assertThat(Preflight.obstacles(Facts.with(Facts.of(unresponsive), local)))
                    .hasSize(1);
        }
    }

    @Test
    public void withoutAMasterAutomaticIsNeitherPassedNorForbidden() {
        assertThat(Preflight.answer(Facts.withoutMaster()))
                .isInstanceOfSatisfying(PreflightAnswer.NotSeen.class, notSeen -> assertThat(notSeen.sentence())
                        .startsWith("active master is not answering (timed out): without it"));
        assertThat(Preflight.answer(Facts.of())).isInstanceOf(PreflightAnswer.NotSeen.class);
        assertThat(Preflight.answer(Facts.with(Facts.withoutMaster(), new SecretState.NotConfigured())))
                .isInstanceOf(PreflightAnswer.Forbidden.class);
    }

    @Test
    public void whatIsGuessedFromThisMachineIsNeverAFailure() {
        ServerFacts guessed = new ServerFacts(
                Facts.RS1,
                Optional.of("2.6.1"),
                Set.of("WriteAgeObserver", "LeaseGateObserver"),
                1,
                OptionalInt.of(17),
                new PreflightFacts.ServerConfiguration(Facts.with("hbase.coprocessor.enabled", "false"), false));

        assertThat(complaints(Facts.of(guessed, Facts.server(Facts.RS2, Facts.goodSettings()))))
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.WARN))
                .anySatisfy(finding -> assertThat(finding.found()).isEqualTo("false (by guess) on rs1:16020"));
    }

    @Test
    public void theAgentIsFoundAmongOtherCoprocessorsAndWithAPriority() {
        Map<String, String> settings =
                Facts.with(AgentClasses.AGENT_KEY, "com.example.Other, " + AgentClasses.AGENT + "|1073741823");

        PreflightFacts facts = Facts.with(
                Facts.of(Facts.server(Facts.RS1, settings), Facts.server(Facts.RS2, Map.of())),
                new ControllerFacts(1, 0, Set.of("c1"), Set.of(), Set.of(), Set.of()));

        assertThat(AgentChecks.agents(facts))
                .extracting(Finding::found)
                .containsExactly("none on rs2:16020", "none on rs1:16020");
        assertThat(AgentChecks.agents(facts).get(0).reason()).contains(AgentClasses.AGENT_KEY);
        assertThat(AgentChecks.agents(facts).get(1).reason()).contains("Its log says why");
    }

    @Test
    public void aServerWithUserRegionsAndNoLeaseGateForbidsAutomatic() {
        for (int userRegions : new int[] {0, 1}) {
            ServerFacts bare = new ServerFacts(
                    Facts.RS1,
                    Optional.of("2.6.1"),
                    Set.of("WriteAgeObserver"),
                    userRegions,
                    OptionalInt.of(17),
                    new ServerConfiguration(Facts.goodSettings(), true));

            assertThat(Preflight.obstacles(Facts.of(bare, Facts.server(Facts.RS2, Facts.goodSettings()))))
                    .extracting(finding -> finding.setting() + " " + finding.found())
                    .isEqualTo(userRegions == 0 ? List.of() : List.of("lease gate none on rs1:16020"));
        }
    }

    @Test
    public void namesServersWithoutALiveAgent() {
        PreflightFacts facts = Facts.with(
                Facts.good(),
                new ControllerFacts(3, 0, Facts.SEATS, Set.of(Facts.RS1), Set.of(Facts.RS1, Facts.RS2), Set.of()));

        assertThat(complaints(facts)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.found()).isEqualTo("none on rs2:16020");
        });
    }

    @Test
    public void oneOrThreeControllersAreRight() {
        assertThat(levels(1, 0)).containsOnly(Level.OK);
        assertThat(levels(3, 0)).containsOnly(Level.OK);
        assertThat(levels(2, 0)).containsOnly(Level.WARN);
        assertThat(levels(2, 1)).containsOnly(Level.WARN);
        assertThat(levels(0, 0)).containsOnly(Level.FAIL);
    }

    @Test
    public void automaticModeWantsTheControllersToBeNamed() {
        PreflightFacts nameless = Facts.with(Facts.good(), Settings.of(Map.of()));

        assertThat(Preflight.obstacles(nameless)).extracting(Finding::setting).containsExactly("hbase.ha.controllers");
        assertThat(GateChecks.seats(Facts.with(Facts.good(), Settings.of(Map.of("hbase.ha.controllers", "a,b")))))
                .extracting(Finding::level)
                .containsExactly(Level.WARN);
    }

    @Test
    public void controllersAndServersMustCountTheSameNames() {
        Map<Set<String>, Level> levels =
                Map.of(Set.of("c1", "c9"), Level.FAIL, Set.of("c1"), Level.WARN, Set.of("c1", "c2"), Level.OK);
        levels.forEach((running, level) -> assertThat(GateChecks.seated(
                        Facts.with(Facts.good(), new ControllerFacts(1, 0, running, Set.of(), Set.of(), Set.of()))))
                .as(running.toString())
                .extracting(Finding::level)
                .containsExactly(level));

        assertThat(GateChecks.agreed(Facts.good())).isEmpty();
        assertThat(GateChecks.agreed(Facts.with(
                        Facts.good(), new ControllerFacts(3, 0, Facts.SEATS, Set.of(), Set.of(), Set.of(Facts.RS2)))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).isEqualTo("other ones on rs2:16020"));
    }

    private static List<Level> levels(int live, int silent) {
        return ClusterChecks.controllers(Facts.with(
                        Facts.good(), new ControllerFacts(live, silent, Facts.SEATS, Set.of(), Set.of(), Set.of())))
                .stream()
                .map(Finding::level)
                .toList();
    }

    @Test
    public void theLastServerIsToldOf() {
        assertThat(complaints(Facts.of(Facts.server(Facts.RS1, Facts.goodSettings()))))
                .extracting(Finding::setting)
                .containsExactly("region servers");
    }

    @Test
    public void aMasterThatDoesNotAnswerIsAFindingAndNoEnd() {
        PreflightFacts good = Facts.good();
        PreflightFacts facts = new PreflightFacts(
                good.jdk(),
                good.settings(),
                good.local(),
                good.secret(),
                new HBaseFacts(Optional.empty(), List.of(), "does not answer (timed out)"),
                good.zooKeeper(),
                good.controllers());

        assertThat(complaints(facts)).extracting(Finding::setting).contains("active master", "region servers");
    }

    @Test
    public void timesOutOfOrderAreNamedWithBothKeys() {
        PreflightFacts facts = Facts.with(
                Facts.good(),
                Settings.of(Map.of(
                        "hbase.ha.controllers",
                        "c1,c2,c3",
                        "hbase.ha.lease",
                        "5s",
                        "hbase.ha.detector.pause.budget",
                        "4s")));

        assertThat(complaints(facts))
                .extracting(Finding::setting)
                .containsExactly("hbase.ha.controller.session.timeout", "hbase.ha.detector.pause.budget");
        assertThat(complaints(facts).get(1).reason()).contains("hbase.ha.lease");
    }

    @Test
    public void aSessionShorterThanTheLeaseFails() {
        PreflightFacts facts = Facts.with(
                Facts.good(),
                new ZooKeeperFacts(
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Map.of(Facts.RS1, Duration.ofSeconds(1)),
                        "",
                        Optional.empty()));

        assertThat(complaints(facts)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.found()).isEqualTo("1 s negotiated by rs1:16020");
        });
    }

    @Test
    public void withoutTheRightToExpireAutomaticIsForbidden() {
        ZooKeeperFacts good = Facts.good().zooKeeper();
        PreflightFacts facts = Facts.with(
                Facts.good(),
                new ZooKeeperFacts(
                        good.asked(), good.granted(), good.negotiated(), good.note(), Optional.of("no DELETE")));

        assertThat(Preflight.obstacles(facts)).singleElement().satisfies(finding -> {
            assertThat(finding.setting()).isEqualTo("rights in ZooKeeper");
            assertThat(finding.reason()).isEqualTo("no DELETE");
        });
        assertThat(Preflight.answer(facts))
                .isEqualTo(
                        new PreflightAnswer.Forbidden("rights in ZooKeeper is not enough to expire a server: no DELETE;"
                                + " hbase-ha preflight shows all"));
        assertThat(Preflight.answer(Facts.good())).isEqualTo(new PreflightAnswer.Passed());
    }

    @Test
    public void whatWasAskedAndWhatWasNegotiatedAreBothSaid() {
        assertThat(TimingChecks.sessions(Facts.good())).singleElement().satisfies(finding -> assertThat(finding.found())
                .isEqualTo("40 s negotiated by rs1:16020, rs2:16020, asked 90 s"));
    }

    @Test
    public void aTrialSessionStandsInWhereConsIsNotAllowed() {
        PreflightFacts facts = Facts.with(
                Facts.good(),
                new ZooKeeperFacts(
                        Duration.ofSeconds(90),
                        Optional.of(Duration.ofSeconds(40)),
                        Map.of(),
                        "cons is not …",
                        Optional.empty()));

        assertThat(TimingChecks.sessions(facts)).singleElement().satisfies(finding -> assertThat(finding.found())
                .isEqualTo("40 s granted to a trial session that asked for 90 s"));
    }

    private static List<Finding> complaints(PreflightFacts facts) {
        return Preflight.findings(facts).stream()
                .filter(finding -> finding.level() != Level.OK)
                .toList();
    }

    @Test
    public void aHookBeforeThatCannotRunForbidsActing() {
        assertThat(Preflight.obstacles(withHook("hbase.ha.hook.before", true, true)))
                .isEmpty();
        assertThat(Preflight.obstacles(withHook("hbase.ha.hook.before", true, false)))
                .extracting(Finding::found)
                .containsExactly("/hook.sh, not executable");
        assertThat(Preflight.obstacles(withHook("hbase.ha.hook.before", false, false)))
                .extracting(Finding::found)
                .containsExactly("/hook.sh, not there");
        assertThat(Preflight.obstacles(withHook("hbase.ha.hook.after", false, false)))
                .isEmpty();
        assertThat(Preflight.findings(withHook("hbase.ha.hook.after", false, false)))
                .anyMatch(finding -> finding.level() == Finding.Level.FAIL
                        && finding.setting().equals("hbase.ha.hook.after"));
    }

    @Test
    public void warnsWhereTheFileSystemWouldNotBeWatched() {
        PreflightFacts off = Facts.with(
                Facts.good(),
                Settings.of(Map.of("hbase.ha.controllers", "c1,c2,c3", "hbase.ha.file.system.interval", "0s")));
        PreflightFacts blind = Facts.with(Facts.good(), new ServerConfiguration(Map.of(), false));

        assertThat(watch(Facts.good())).isEqualTo("OK hdfs://nn:8020/hbase each 2 s");
        assertThat(watch(off)).isEqualTo("WARN off");
        assertThat(watch(blind)).isEqualTo("WARN hbase.rootdir is not in this machine's hbase-site.xml");
    }

    private static String watch(PreflightFacts facts) {
        return Preflight.findings(facts).stream()
                .filter(finding -> finding.setting().equals("watch of the file system"))
                .map(finding -> finding.level() + " " + finding.found())
                .collect(java.util.stream.Collectors.joining());
    }

    private static PreflightFacts withHook(String key, boolean there, boolean executable) {
        PreflightFacts facts = Facts.good();
        return new PreflightFacts(
                facts.jdk(),
                facts.settings(),
                facts.local(),
                facts.secret(),
                facts.hbase(),
                facts.zooKeeper(),
                facts.controllers(),
                List.of(new PreflightFacts.HookFacts(key, "/hook.sh", there, executable)));
    }
}
