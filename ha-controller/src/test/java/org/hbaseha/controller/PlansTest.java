package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.layout.OrderRecord.Word;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** Plans that wait for a person, and what becomes of what a person says. A plan waits for 20 s. */
public class PlansTest {

    private static final Duration EXPIRES = CoreScene.PLAN_EXPIRES;

    private final List<Observation.OrderSeen> orders = new ArrayList<>();

    private void say(CoreScene scene, Word word, PlanView plan) {
        say(scene, word, plan.server(), plan.hash(), Duration.ofMillis(plan.leftMillis()));
    }

    private void say(CoreScene scene, Word word, String server, String hash, Duration length) {
        int number = orders.size() + 1;
        orders.add(new Observation.OrderSeen(
                "o" + number,
                new OrderRecord(
                        word, ServerName.valueOf(server), "a plan", hash, "ann", "seen it", CoreScene.WALL, length),
                number,
                at(scene.now()).plus(length)));
        read(scene);
    }

    private void read(CoreScene scene) {
        scene.seen(new Observation.OrdersRead(List.copyOf(orders), at(scene.now())));
    }

    private static PlanView plan(CoreScene scene) {
        assertThat(scene.view().plans()).hasSize(1);
        return scene.view().plans().get(0);
    }

    private static CoreScene crashed(Mode mode) {
        CoreScene scene = CoreScene.leading(9).mode(mode);
        return scene.crash(scene.s(0));
    }

    private static CoreScene frozen(Mode mode) {
        CoreScene scene = CoreScene.leading(9).mode(mode);
        if (mode == Mode.MANUAL) {
            // Nobody arms gates then.
            scene.gate(new GateReport(GateState.OPEN, CoreScene.TERMS)).run(200);
        }
        return scene.port(scene.s(0), ConnectOutcome.CONNECTED)
                .silence(scene.s(0))
                .run(6_200);
    }

    @Test
    public void manualModeMakesAPlanAndWaits() {
        CoreScene scene = crashed(Mode.MANUAL).run(1_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly("AWAITS_APPROVAL");
        assertThat(scene.noted()).containsOnlyOnce("PLAN");
        PlanView plan = plan(scene);
        assertThat(plan.id()).isEqualTo("1-1.1");
        assertThat(plan.server()).isEqualTo(scene.s(0).getServerName());
        assertThat(plan.evidenceClass()).isEqualTo("C");
        assertThat(plan.standing()).isEqualTo("WAITS");
        assertThat(plan.hash()).matches("[0-9a-f]{12}");
        assertThat(plan.steps()).hasSize(3);
    }

    @Test
    public void semiAutomaticModeActsOnWhatIsConclusiveAndAsksAboutSilence() {
        assertThat(crashed(Mode.SEMI_AUTOMATIC).step()).isInstanceOf(Step.WriteExpire.class);

        CoreScene frozen = frozen(Mode.SEMI_AUTOMATIC);
        assertThat(frozen.steps()).isEmpty();
        assertThat(plan(frozen).evidenceClass()).isEqualTo("P");
    }

    @Test
    public void semiAutomaticModeNeedsNobodyOnceAFrozenServerIsKnownToBeGone() {
        CoreScene scene = frozen(Mode.SEMI_AUTOMATIC);
        assertThat(scene.steps()).isEmpty();

        scene.port(scene.s(0), ConnectOutcome.REFUSED).crash(scene.s(0)).run(200);

        assertThat(scene.steps()).first().isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.view().plans()).isEmpty();
    }

    @Test
    public void actsOnAnApprovalOfThePlanAsItIs() {
        CoreScene scene = crashed(Mode.MANUAL).run(1_000);

        say(scene, Word.APPROVE, plan(scene));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.notes("APPROVED")).hasSize(1);
        assertThat(scene.notes("APPROVED").get(0).sentence()).contains("ann").contains("seen it");
    }

    @Test
    public void anOrderIsRemovedOnceItsServerIsExpired() {
        CoreScene scene = crashed(Mode.MANUAL);
        say(scene, Word.APPROVE, plan(scene));
        Step write = scene.step();
        assertThat(scene.removed()).isEmpty();

        scene.done(write);
        read(scene);

        assertThat(scene.removed()).containsExactly("o1");
        assertThat(scene.view().plans()).isEmpty();
    }

    @Test
    public void anApprovalSurvivesAStepThatFailed() {
        CoreScene scene = crashed(Mode.MANUAL);
        say(scene, Word.APPROVE, plan(scene));

        scene.ended(scene.step(), new StepOutcome.Failed("ZooKeeper is not connected"))
                .run(2_000);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void aStaleHashIsRefusedWithASentence() {
        CoreScene scene = crashed(Mode.MANUAL).run(1_000);
        PlanView before = plan(scene);

        scene.znodeGone(scene.s(5)).run(100);
        say(scene, Word.APPROVE, before);
        scene.run(1_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly("AWAITS_APPROVAL", "APPROVAL_STALE");
        PlanView now = plan(scene);
        assertThat(now.id()).isEqualTo("1-1.2");
        assertThat(now.hash()).isNotEqualTo(before.hash());
        assertThat(now.standing()).isEqualTo("STALE");
        assertThat(now.sentence()).startsWith("approved, but the state has changed since: ");
        assertThat(scene.removed()).isEmpty();
    }

    @Test
    public void anApprovalIsGoodForNoLongerThanThePlanItApproved() {
        CoreScene scene = crashed(Mode.MANUAL);
        PlanView plan = plan(scene);
        scene.seen(pause(scene, EXPIRES.plusSeconds(5)));
        say(scene, Word.APPROVE, plan);

        scene.run(EXPIRES.plusSeconds(6).toMillis());
        read(scene);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.removed()).containsExactly("o1");
        assertThat(plan(scene).standing()).isEqualTo("WAITS");
    }

    private static Observation.SwitchesRead pause(CoreScene scene, Duration length) {
        return new Observation.SwitchesRead(
                Mode.MANUAL, scene.pauseRead(length, Duration.ZERO).pause(), at(scene.now()));
    }

    @Test
    public void aPlanThatNobodyAnsweredIsMadeAnewAndJournaled() {
        CoreScene scene = crashed(Mode.MANUAL);
        String hash = plan(scene).hash();

        scene.run(EXPIRES.toMillis() + 100);

        assertThat(scene.notes("PLAN_EXPIRED")).hasSize(1);
        assertThat(scene.notes("PLAN")).hasSize(2);
        assertThat(plan(scene).id()).isEqualTo("1-1.2");
        assertThat(plan(scene).hash()).isEqualTo(hash);
        assertThat(plan(scene).leftMillis()).isGreaterThan(EXPIRES.toMillis() - 200);
    }

    @Test
    public void aRejectionSilencesThePlanUntilTheStateIsAnother() {
        CoreScene scene = crashed(Mode.MANUAL);
        say(scene, Word.REJECT, plan(scene));
        scene.run(2 * EXPIRES.toMillis());
        read(scene);
        assertThat(scene.refusals()).containsExactly("AWAITS_APPROVAL", "REJECTED");
        assertThat(plan(scene).standing()).isEqualTo("REJECTED");
        assertThat(scene.removed()).isEmpty();

        scene.znodeGone(scene.s(5)).run(100);
        read(scene);

        assertThat(plan(scene).standing()).isEqualTo("WAITS");
        assertThat(scene.removed()).containsExactly("o1");
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void theLastWordCounts() {
        CoreScene scene = crashed(Mode.MANUAL);
        PlanView plan = plan(scene);
        say(scene, Word.REJECT, plan);
        assertThat(scene.steps()).isEmpty();

        say(scene, Word.APPROVE, plan);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.removed()).containsExactly("o1");
    }

    @Test
    public void whatWasSaidOfOneDeathIsNotSaidOfTheNext() {
        CoreScene scene = frozen(Mode.MANUAL);
        say(scene, Word.REJECT, plan(scene));

        scene.wake(scene.s(0)).run(500).silence(scene.s(0)).run(14_000);

        assertThat(plan(scene).standing()).isEqualTo("WAITS");
        read(scene);
        assertThat(scene.removed()).containsExactly("o1");
    }

    @Test
    public void whoApprovedItWhileItWasSilentHasApprovedItNowThatItIsGone() {
        CoreScene scene = frozen(Mode.MANUAL);
        PlanView silent = plan(scene);
        assertThat(silent.steps()).hasSize(4).element(1).asString().contains("no lease gate is armed");

        scene.crash(scene.s(0));
        assertThat(plan(scene).hash()).isNotEqualTo(silent.hash());
        say(scene, Word.APPROVE, silent);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void anApprovalOfAServerThatIsAliveIsRemoved() {
        CoreScene scene = CoreScene.leading(9).mode(Mode.MANUAL);

        say(scene, Word.APPROVE, scene.s(0).getServerName(), "0123456789ab", EXPIRES);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.removed()).containsExactly("o1");
    }

    @Test
    public void aNewLeaderMakesAPlanWithTheSameHashAndTakesTheApprovalOfTheOldOne() {
        CoreScene scene = crashed(Mode.MANUAL);
        PlanView old = plan(scene);

        scene.lead(2);
        scene.run(100);
        assertThat(plan(scene).hash()).isEqualTo(old.hash());
        assertThat(plan(scene).id()).isEqualTo("2-1.1");
        say(scene, Word.APPROVE, old);

        assertThat(scene.step().epoch().value()).isEqualTo(2);
    }

    @Test
    public void aBreakerHoldsAnApprovedPlanAndIsSaidSo() {
        CoreScene scene = CoreScene.leading(3).mode(Mode.MANUAL);
        scene.crash(scene.s(0));
        say(scene, Word.APPROVE, plan(scene));
        scene.done(scene.step());
        scene.crash(scene.s(1)).run(100);

        assertThat(scene.refusals()).containsExactly("AWAITS_APPROVAL", "RATE_BREAKER");
        assertThat(scene.view().plans()).isEmpty();
    }

    @Test
    public void modesThatActByThemselvesLeaveNoPlanBehind() {
        CoreScene scene = crashed(Mode.MANUAL).run(1_000);
        assertThat(scene.view().plans()).hasSize(1);

        scene.mode(Mode.AUTOMATIC).run(100);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.view().plans()).isEmpty();
    }
}
