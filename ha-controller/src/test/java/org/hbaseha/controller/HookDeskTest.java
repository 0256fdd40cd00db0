package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.util.List;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.HookPhase;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.layout.Mode;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** When hooks are asked for and what their ends are taken for. */
public class HookDeskTest {

    private static final HookUse BOTH = new HookUse(true, true);

    private static CoreScene crashed() {
        CoreScene scene = CoreScene.leading(9, BOTH);
        return scene.crash(scene.s(0));
    }

    private static Effect.RunHook hook(CoreScene scene) {
        List<Effect.RunHook> hooks = scene.hooks();
        assertThat(hooks).hasSize(1);
        return hooks.get(0);
    }

    private static CoreScene ended(CoreScene scene, Effect.RunHook hook, boolean passed) {
        return scene.seen(new Observation.HookEnded(
                hook.phase(),
                scene.s(0),
                hook.incident().id(),
                passed,
                passed ? "exit code 0" : "exit code 1: power is on",
                at(scene.now())));
    }

    @Test
    public void theExpiryWaitsForTheHookBeforeAndThenBegins() {
        CoreScene scene = crashed().run(2_000);
        Effect.RunHook before = hook(scene);
        assertThat(before.phase()).isEqualTo(HookPhase.BEFORE);
        assertThat(before.incident().server()).isEqualTo(scene.s(0).getServerName());
        assertThat(scene.steps()).isEmpty();

        ended(scene, before, true);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.notes("HOOK")).hasSize(1);
    }

    @Test
    public void aHookThatFailsAbortsAndIsRunAgainLater() {
        CoreScene scene = crashed();
        ended(scene, hook(scene), false).run(900);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.hooks()).isEmpty();
        assertThat(scene.refusals()).containsExactly("HOOK_FAILED");
        assertThat(scene.view().openIncidents().get(0).refusal()).contains("power is on");

        scene.run(200);
        ended(scene, hook(scene), false).run(1_500);
        assertThat(scene.hooks()).isEmpty();
        assertThat(scene.refusals()).containsExactly("HOOK_FAILED");

        scene.run(700);
        ended(scene, hook(scene), true);
        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void allIsJudgedAnewWhenTheHookHasPassed() {
        CoreScene scene = CoreScene.leading(9, BOTH);
        scene.port(scene.s(0), ConnectOutcome.CONNECTED).silence(scene.s(0)).run(6_200);
        Effect.RunHook before = hook(scene);

        scene.wake(scene.s(0)).run(100);
        ended(scene, before, true).run(1_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.noted()).contains("WITHDRAWN");
        assertThat(hook(scene).phase()).isEqualTo(HookPhase.AFTER);
    }

    @Test
    public void theHookAfterRunsOnceWhenAllIsOpenAgainAndBlocksNothing() {
        CoreScene scene = crashed();
        ended(scene, hook(scene), true);
        scene.done(scene.step());
        scene.done(scene.step());
        assertThat(scene.hooks()).isEmpty();

        scene.recovered(scene.s(0)).run(100);

        Effect.RunHook after = hook(scene);
        assertThat(after.phase()).isEqualTo(HookPhase.AFTER);
        assertThat(after.incident().outcome()).isEqualTo("RECOVERED");
        ended(scene, after, false).run(5_000);
        assertThat(scene.hooks()).isEmpty();
        assertThat(scene.view().openIncidents()).isEmpty();
        assertThat(scene.notes("HOOK")).hasSize(2);
    }

    @Test
    public void noHookRunsWhereNothingMayBeDone() {
        CoreScene scene = CoreScene.leading(9, BOTH).mode(Mode.SHADOW);
        scene.crash(scene.s(0)).run(2_000);
        assertThat(scene.hooks()).isEmpty();

        scene.mode(Mode.MANUAL).run(2_000);
        assertThat(scene.hooks()).isEmpty();
    }

    @Test
    public void aHookThatPassedLongAgoSaysNothingOfNow() {
        CoreScene scene = crashed();
        Effect.RunHook before = hook(scene);
        scene.mode(Mode.SHADOW);
        ended(scene, before, true).run(31_000);
        assertThat(scene.steps()).isEmpty();

        scene.mode(Mode.AUTOMATIC).run(100);

        assertThat(scene.steps()).isEmpty();
        assertThat(hook(scene).phase()).isEqualTo(HookPhase.BEFORE);
    }

    @Test
    public void otherIncidentsWaitForTheirOwnHooksOnly() {
        CoreScene scene = CoreScene.leading(9, BOTH);
        scene.crash(scene.s(1)).crash(scene.s(0));
        List<Effect.RunHook> hooks = scene.hooks();
        assertThat(hooks).hasSize(2);

        ended(scene, hooks.get(1), true);

        assertThat(scene.step().server()).isEqualTo(scene.s(0));
    }
}
