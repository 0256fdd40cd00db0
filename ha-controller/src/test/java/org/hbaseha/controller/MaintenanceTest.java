package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.util.List;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.junit.Test;

/** Windows in which somebody works on servers, in automatic mode. */
public class MaintenanceTest {

    private static Observation.WindowSeen window(CoreScene scene, Duration length, String... servers) {
        return new Observation.WindowSeen(
                "m1",
                new MaintenanceRecord(List.of(servers), "ben", "ann", "new disks", CoreScene.WALL, length),
                at(scene.now()).plus(length));
    }

    private static CoreScene under(CoreScene scene, Observation.WindowSeen... windows) {
        return scene.seen(new Observation.MaintenanceRead(List.of(windows), at(scene.now())));
    }

    @Test
    public void nothingIsDoneAboutAServerUnderAWindow() {
        CoreScene scene = CoreScene.leading(9);
        under(scene, window(scene, Duration.ofMinutes(30), scene.s(0).getHostname()));

        scene.crash(scene.s(0)).run(20_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly("MAINTENANCE");
        assertThat(scene.notes("MAINTENANCE").get(0).sentence()).contains("ben").contains("new disks");
        assertThat(scene.view().maintenance()).hasSize(1);
    }

    @Test
    public void otherServersAreActedUponAsEver() {
        CoreScene scene = CoreScene.leading(9);
        under(scene, window(scene, Duration.ofMinutes(30), scene.s(0).getHostname()));

        assertThat(scene.crash(scene.s(1)).step().server()).isEqualTo(scene.s(1));
    }

    @Test
    public void aWindowOverAllServersCoversAll() {
        CoreScene scene = CoreScene.leading(9);
        under(scene, window(scene, Duration.ofMinutes(30)));

        scene.crash(scene.s(0)).crash(scene.s(1)).run(1_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly("MAINTENANCE", "MAINTENANCE");
    }

    @Test
    public void itEndsByItselfAndIsRemoved() {
        CoreScene scene = CoreScene.leading(9);
        Observation.WindowSeen window =
                window(scene, Duration.ofSeconds(10), scene.s(0).getHostname());
        under(scene, window);
        scene.crash(scene.s(0)).run(9_000);
        assertThat(scene.steps()).isEmpty();

        scene.run(1_500);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.notes("MAINTENANCE_OVER")).hasSize(1);
        assertThat(scene.view().maintenance()).isEmpty();
        under(scene, window);
        assertThat(scene.removed()).containsExactly("m1");
        assertThat(scene.notes("MAINTENANCE")).hasSize(1);
    }

    @Test
    public void itIsOverWhenAnOperatorEndsIt() {
        CoreScene scene = CoreScene.leading(9);
        under(scene, window(scene, Duration.ofMinutes(30)));
        scene.crash(scene.s(0));
        assertThat(scene.steps()).isEmpty();

        under(scene).run(100);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.notes("MAINTENANCE_OVER").get(0).sentence()).contains("was ended");
    }

    @Test
    public void silenceOfServersUnderAWindowDoesNotMakeTheObserverDeaf() {
        CoreScene scene = CoreScene.leading(9).mode(Mode.AUTOMATIC);
        String[] worked = new String[5];
        for (int i = 0; i < worked.length; i++) {
            worked[i] = scene.s(i).getHostname();
            scene.silence(scene.s(i));
        }
        under(scene, window(scene, Duration.ofMinutes(30), worked));

        scene.silence(scene.s(8)).run(15_000);

        assertThat(scene.refusals()).doesNotContain("OBSERVER_DEAF");
    }
}
