package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** When a server that serves on a lease may lose its regions. */
public class CoreLeaseTest {

    private static final int OTHER_SEATS = CoreScene.TERMS + 2;

    @Test
    public void aSilentServerKeepsItsZnodeUntilAMajorityHasPromisedAndItsLeaseIsOver() {
        CoreScene scene = CoreScene.leased(4);
        ServerName victim = scene.s(1);

        Step write = silentUntilExpired(scene, victim);
        scene.done(write).run(5_000);
        assertThat(scene.steps()).isEmpty();
        scene.promised(victim, 500, "c1").run(5_000);
        assertThat(scene.steps()).isEmpty();
        scene.promised(victim, 500, "c1", "c2").run(1_000);
        assertThat(scene.steps()).isEmpty();
        scene.run(100);

        assertThat(scene.step()).isEqualTo(new Step.DeleteZnode(victim, new Epoch(1)));
        assertThat(scene.notes("LEASE")).hasSize(3).last().satisfies(note -> assertThat(note.sentence())
                .contains("older than a lease"));
    }

    @Test
    public void theRecordTellsWhenASilentServerWasSuspected() {
        CoreScene scene = CoreScene.leased(4);

        silentUntilExpired(scene, scene.s(1));

        assertThat(scene.view().openIncidents().get(0).milestones())
                .extracting(IncidentView.MilestoneView::name)
                .startsWith("FIRST_EVIDENCE", "SUSPECTED", "VERDICT");
        assertThat(scene.view().openIncidents().get(0).milestones().get(1).offsetMillis())
                .isBetween(200L, 500L);
        assertThat(scene.view().openIncidents().get(0).milestones().get(2).offsetMillis())
                .isGreaterThan(1_400);
    }

    @Test
    public void whatIsSaidByOthersThanTheSeatsDoesNotEndALease() {
        CoreScene scene = CoreScene.leased(4);
        ServerName victim = scene.s(1);

        scene.done(silentUntilExpired(scene, victim));
        scene.promised(victim, 10_000, "c1", "c4", "c5").run(10_000);

        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void aServerThatIsCertainlyGoneHasNoLease() {
        CoreScene scene = CoreScene.leased(4);
        ServerName victim = scene.s(1);

        scene.crash(victim);
        scene.done(scene.step());

        assertThat(scene.step()).isEqualTo(new Step.DeleteZnode(victim, new Epoch(1)));
    }

    @Test
    public void aServerThatEndsItselfOnItsExpireRecordNeedsNoPromise() {
        CoreScene scene = CoreScene.leased(4);
        ServerName victim = scene.s(1);

        scene.done(silentUntilExpired(scene, victim));
        assertThat(scene.steps()).isEmpty();
        scene.crash(victim);

        assertThat(scene.step()).isEqualTo(new Step.DeleteZnode(victim, new Epoch(1)));
    }

    @Test
    public void aServerThatCountsOnNoLeaseOfOursIsNotExpiredForBeingSilent() {
        for (GateReport gate : List.of(
                GateReport.NONE,
                new GateReport(GateState.OPEN, CoreScene.TERMS),
                new GateReport(GateState.STOCK, CoreScene.TERMS),
                new GateReport(GateState.LEASED, OTHER_SEATS))) {
            CoreScene scene = CoreScene.leased(4).gate(gate).run(200);
            ServerName victim = scene.s(1);

            scene.silence(victim).port(victim, ConnectOutcome.TIMED_OUT).run(20_000);
            assertThat(scene.steps()).as(gate.toString()).isEmpty();
            assertThat(scene.refusals()).containsExactly(RefusalCode.NOT_LEASED.name());
            scene.znodeGone().crash(scene.s(2));

            assertThat(scene.step()).as(gate.toString()).isInstanceOf(Step.WriteExpire.class);
        }
    }

    /** It would expire a server whose lease from others is still good: mode and records come from a cluster that has seats. */
    @Test
    public void aControllerWithoutSeatsExpiresNobodyForBeingSilent() {
        CoreScene scene = CoreScene.seatless(4);
        ServerName victim = scene.s(1);

        scene.silence(victim).port(victim, ConnectOutcome.TIMED_OUT).run(20_000);
        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly(RefusalCode.NOT_LEASED.name());

        scene.lead(2, CoreScene.entry(victim, 1, Duration.ofSeconds(1)));
        scene.run(20_000);
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void aLeaderThatFindsARecordWaitsForTheLeaseUnlessItsWriterKnewThatTheProcessWasGone() {
        for (String letter : List.of("N", "P", "", ExpireRecord.CONCLUSIVE)) {
            CoreScene scene = CoreScene.leased(4);
            ServerName victim = scene.s(1);
            ExpireRecord record = new ExpireRecord(new Epoch(1), "c0", "nonce", letter, "why", CoreScene.WALL);

            scene.lead(2, new Observation.GateEntry(victim, record, Duration.ofSeconds(1)));
            scene.run(5_000);

            List<Step> steps = scene.steps();
            assertThat(steps.stream().findFirst())
                    .as(letter)
                    .isEqualTo(
                            letter.equals(ExpireRecord.CONCLUSIVE)
                                    ? Optional.of(new Step.DeleteZnode(victim, new Epoch(2)))
                                    : Optional.empty());
            scene.promised(victim, 2_000, "c2", "c3");
            assertThat(steps.size() + scene.steps().size()).as(letter).isEqualTo(1);
        }
    }

    @Test
    public void promisesThatWereReadBeforeTheServerWasKnownStillCount() {
        CoreScene scene = CoreScene.leased(4);
        ServerName stranger = Facts.server("s9", 1);

        scene.promised(stranger, 10_000, "c1", "c2").run(1_000);
        scene.lead(2, CoreScene.entry(stranger, 1, Duration.ofSeconds(30)));
        Set<ServerName> all = new HashSet<>(scene.all());
        all.add(stranger);
        scene.seen(Facts.registered(all, scene.now()));

        assertThat(scene.step()).isEqualTo(new Step.DeleteZnode(stranger, new Epoch(2)));
    }

    @Test
    public void whatWasRefusedToSilenceIsTriedAgainAtOnceWhenTheProcessIsKnownToBeGone() {
        CoreScene scene = CoreScene.leased(4);
        ServerName victim = scene.s(1);
        Step silent = silentUntilExpired(scene, victim);
        assertThat(((Step.WriteExpire) silent).evidenceClass()).isEqualTo(EvidenceClass.NO_CONTACT);
        scene.ended(silent, new StepOutcome.Failed("the server holds its gate record"));

        scene.crash(victim);

        assertThat(scene.step())
                .isInstanceOfSatisfying(Step.WriteExpire.class, write -> assertThat(write.evidenceClass())
                        .isEqualTo(EvidenceClass.CONCLUSIVE));
    }

    @Test
    public void aModeInWhichNoGateIsArmedDoesNotEndALeaseThatAnotherLeaderHasToWaitFor() {
        CoreScene scene = CoreScene.leased(4);
        // Nothing was ever heard of it here, so no beat tells of the lease on which another leader expired it.
        ServerName stranger = Facts.server("s9", 1);
        scene.mode(Mode.MANUAL).lead(2, CoreScene.entry(stranger, 1, Duration.ofSeconds(1)));
        Set<ServerName> all = new HashSet<>(scene.all());
        all.add(stranger);
        scene.seen(Facts.registered(all, scene.now()));

        assertThat(scene.steps()).isEmpty();
        scene.promised(stranger, 2_000, "c2", "c3");

        assertThat(scene.step()).isEqualTo(new Step.DeleteZnode(stranger, new Epoch(2)));
    }

    @Test
    public void aServerThatOpenedItsGateSinceItsExpiryWasDecidedIsNotGivenUpByAChangeToManualMode() {
        CoreScene scene = CoreScene.leased(4);
        ServerName victim = scene.s(1);
        scene.done(silentUntilExpired(scene, victim));

        scene.mode(Mode.MANUAL)
                .gate(new GateReport(GateState.OPEN, CoreScene.TERMS))
                .wake(victim)
                .run(1_000);

        assertThat(scene.steps()).isEmpty();
    }

    private static Step silentUntilExpired(CoreScene scene, ServerName victim) {
        scene.silence(victim).port(victim, ConnectOutcome.TIMED_OUT).run(1_700);
        return scene.step();
    }
}
