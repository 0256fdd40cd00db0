package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.hbaseha.controller.simulation.Faults.Kind;
import org.junit.Test;

/**
 * The invariants notice a world that lies, each of them. Otherwise a run without a violation would say nothing. Every lie is told in the
 * circumstances in which it matters, so that a few seeds are enough.
 */
public class PlantedLiesTest {

    private static final int SEEDS = 60;

    /** Until {@code invariant} is violated; which others were before, for the message. */
    private static void assertNoticed(Flaw flaw, String invariant, Script script) {
        Set<String> violated = new TreeSet<>();
        for (long seed = 1; seed <= SEEDS && !violated.contains(invariant); seed++) {
            try {
                Simulation.run(seed, flaw, script.andNoMore());
            } catch (Violation e) {
                violated.add(e.invariant());
                System.out.println(flaw + " seed " + seed + " " + e.invariant());
            }
        }
        assertThat(violated).contains(invariant);
    }

    @Test
    public void aDetectorWithoutItsLatchIsNoticed() {
        assertNoticed(Flaw.NO_LATCH, "no-expiry-of-a-healthy-server", Script.of(6, Kind.SHORT_FREEZE));
    }

    @Test
    public void oneVantageThatCallsItselfTwoIsNoticed() {
        assertNoticed(Flaw.ONE_VANTAGE, "no-expiry-of-a-healthy-server", Script.of(4, Kind.PAIR_CUT));
    }

    @Test
    public void stepOfADeposedLeaderIsNoticed() {
        Script script = Script.of(4, Kind.CRASH, Kind.CONTROLLER_SESSION_LOSS).apart(Duration.ofMillis(400));
        assertNoticed(Flaw.NO_EPOCH_CHECK, "no-step-with-an-old-epoch", script);
    }

    @Test
    public void gateThatNeverRefusesIsNoticed() {
        Script script = Script.of(4, Kind.ISOLATED_SERVER);
        assertNoticed(Flaw.GATE_NEVER_REFUSES, "no-read-once-the-successor-may-open", script);
    }

    @Test
    public void brokenPromiseIsNoticed() {
        Script script = Script.of(3, Kind.ZOOKEEPER_CUT, Kind.ISOLATED_SERVER).apart(Duration.ofMillis(500));
        assertNoticed(Flaw.PROMISES_ARE_BROKEN, "no-read-once-the-successor-may-open", script);
    }

    @Test
    public void claimThatIsNeverMadeIsNoticed() {
        Script script = Script.of(3, Kind.CONTROLLER_CRASH);
        assertNoticed(Flaw.NO_CLAIM, "no-refusal-while-stock-would-serve", script);
    }

    @Test
    public void breakerThatIsResetAllTheTimeIsNoticedInQuarantine() {
        assertNoticed(Flaw.BREAKERS_RESET, "no-expiry-by-silence-in-quarantine", Script.of(6, Kind.FLAPPING));
    }

    @Test
    public void breakerThatIsResetAllTheTimeIsNoticedInAMassSilence() {
        assertNoticed(Flaw.BREAKERS_RESET, "no-expiry-by-silence-in-a-mass-silence", Script.of(7, Kind.MASS_CUT));
    }

    @Test
    public void breakerThatIsResetAllTheTimeIsNoticedByTheRate() {
        assertNoticed(Flaw.BREAKERS_RESET, "at-most-a-third", Script.of(4, Kind.CRASH, Kind.CRASH));
    }

    @Test
    public void breakerThatIsResetAllTheTimeIsNoticedAfterAStart() {
        assertNoticed(Flaw.BREAKERS_RESET, "no-expiry-by-silence-of-a-young-server", Script.of(6, Kind.STUMBLE));
    }

    @Test
    public void breakerThatIsResetAllTheTimeIsNoticedInAYoungCluster() {
        assertNoticed(
                Flaw.BREAKERS_RESET, "no-expiry-by-silence-in-a-young-cluster", Script.of(5, Kind.CLUSTER_RESTART));
    }

    @Test
    public void breakerThatIsResetAllTheTimeIsNoticedInARollingRestart() {
        assertNoticed(
                Flaw.BREAKERS_RESET, "no-expiry-by-silence-in-a-rolling-restart", Script.of(6, Kind.ROLLING_RESTART));
    }

    @Test
    public void leaderThatDoesNotNoticeItsOwnStandstillIsNoticed() {
        Script script = Script.of(5, Kind.LONG_FREEZE, Kind.FROZEN_CONTROLLER).apart(Duration.ofSeconds(5));
        assertNoticed(Flaw.STANDSTILL_NOT_NOTICED, "no-expiry-by-silence-by-who-stood-still", script);
    }

    @Test
    public void rackThatIsNotToldIsNoticed() {
        assertNoticed(Flaw.RACKS_NOT_TOLD, "no-expiry-by-silence-in-a-mass-silence", Script.of(8, Kind.RACK_CUT));
    }

    @Test
    public void phantomsAreNoticedAtTheLastServer() {
        Script script = Script.of(2, Kind.CRASH, Kind.CRASH);
        assertNoticed(Flaw.PHANTOMS, "never-the-last-server", script);
    }

    @Test
    public void phantomsAreNoticedByWhoHearsFew() {
        Script script = Script.of(4, Kind.LONG_FREEZE, Kind.LONG_FREEZE, Kind.LONG_FREEZE)
                .apart(Duration.ofMillis(2_600));
        assertNoticed(Flaw.PHANTOMS, "no-expiry-by-silence-by-who-hears-few", script);
    }

    @Test
    public void leaderWithoutPatienceIsNoticed() {
        Script script =
                Script.of(5, Kind.ISOLATED_SERVER, Kind.CONTROLLER_SESSION_LOSS).apart(Duration.ofSeconds(1));
        assertNoticed(Flaw.NO_PATIENCE, "no-expiry-by-silence-just-after-the-start", script);
    }

    @Test
    public void pauseThatIsNotToldIsNoticed() {
        Script script = Script.of(4, Kind.PAUSE, Kind.CRASH).apart(Duration.ofMillis(500));
        assertNoticed(Flaw.PAUSE_NOT_TOLD, "no-action-when-switched-off", script);
    }

    @Test
    public void windowThatIsNotToldIsNoticed() {
        Script script = Script.of(4, Kind.MAINTENANCE, Kind.CRASH).apart(Duration.ofMillis(500));
        assertNoticed(Flaw.WINDOWS_NOT_TOLD, "no-expiry-under-maintenance", script);
    }

    @Test
    public void modeThatIsNotToldIsNoticed() {
        assertNoticed(Flaw.MODE_NOT_TOLD, "no-expiry-without-approval", Script.of(4, Kind.HOST_LOSS));
    }

    @Test
    public void recordThatIsLostIsNoticed() {
        assertNoticed(Flaw.EXPIRE_IS_LOST, "record-before-effect", Script.of(4, Kind.CRASH));
    }

    @Test
    public void recordThatIsWrittenTwiceIsNoticed() {
        assertNoticed(Flaw.EXPIRE_COMES_TWICE, "one-expiry-of-an-incarnation", Script.of(4, Kind.CRASH));
    }

    @Test
    public void stepAgainstAnotherServerIsNoticed() {
        assertNoticed(Flaw.STEP_IS_MISDIRECTED, "no-act-without-a-verdict", Script.of(4, Kind.CRASH));
    }

    @Test
    public void detectorThatDoesNotProbeIsNoticed() {
        assertNoticed(Flaw.NO_PROBES, "verdict-in-time", Script.of(4, Kind.CRASH));
    }

    @Test
    public void idleMasterIsNoticedInTime() {
        assertNoticed(Flaw.MASTER_IS_IDLE, "recovery-in-time", Script.of(4, Kind.CRASH));
    }

    @Test
    public void idleMasterIsNoticedInTheEnd() {
        assertNoticed(Flaw.MASTER_IS_IDLE, "everything-recovered-in-the-end", Script.of(3, Kind.ABORT));
    }

    @Test
    public void whoBlamesServersForTheFileSystemIsNoticed() {
        Script script = Script.of(4, Kind.FILE_SYSTEM_TROUBLE);
        assertNoticed(Flaw.BLIND_TO_GROUND, "no-expiry-by-silence-in-trouble-below", script);
    }

    @Test
    public void whoBlamesServersForZooKeeperIsNoticed() {
        Script script = Script.of(4, Kind.ZOOKEEPER_SLOW, Kind.LONG_FREEZE);
        assertNoticed(Flaw.BLIND_TO_GROUND, "no-expiry-by-silence-in-trouble-below", script);
    }
}
