package org.hbaseha.controller.planning.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.planning.breaker.BreakerScene.s;

import java.util.List;
import java.util.Map;
import org.hbaseha.controller.planning.RefusalCode;
import org.junit.Test;

/** Many servers silent at once are one event, for a person. */
public class MassSilenceTest {

    private static final Racks TWO_RACKS =
            Racks.of(Map.of("east", List.of("S0", "S1"), "west", List.of("s2", "s3"), "lone", List.of("s4")));

    @Test
    public void oneOfThreeMayFallSilent() {
        BreakerScene scene = new BreakerScene(3).silent(s(0));

        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void twoOfThreeAtOnceAreOneEvent() {
        BreakerScene scene = new BreakerScene(3).silent(s(0), s(1));

        assertThat(scene.held(s(0))).contains(RefusalCode.MASS_SILENCE);
        assertThat(scene.shown(BreakerName.MASS_SILENCE).state().sentence())
                .isEqualTo("2 of 3 servers fell silent within 3 s; silent now: s0:16020, s1:16020");
    }

    @Test
    public void aQuarterIsAllowedAndOneMoreIsNot() {
        BreakerScene quarter = new BreakerScene(12).silent(s(0), s(1), s(2));
        BreakerScene more = new BreakerScene(12).silent(s(0), s(1), s(2), s(3));

        assertThat(quarter.held(s(0))).isEmpty();
        assertThat(more.held(s(0))).contains(RefusalCode.MASS_SILENCE);
    }

    @Test
    public void silencesFurtherApartAreEventsOfTheirOwn() {
        BreakerScene together = new BreakerScene(3).silent(s(0)).run(2_800).silent(s(1));
        BreakerScene apart = new BreakerScene(3).silent(s(0)).run(3_000).silent(s(1));

        assertThat(together.held(s(1))).contains(RefusalCode.MASS_SILENCE);
        assertThat(apart.held(s(1))).isEmpty();
    }

    @Test
    public void oneThatWasExpiredMeanwhileStillCounts() {
        BreakerScene scene =
                new BreakerScene(3).silent(s(0)).run(1_500).gone(s(0)).silent(s(1));

        assertThat(scene.held(s(1))).contains(RefusalCode.MASS_SILENCE);
    }

    @Test
    public void oneThatWasHeardAgainDoesNot() {
        BreakerScene scene =
                new BreakerScene(3).silent(s(0)).run(500).heard(s(0)).silent(s(1));

        assertThat(scene.held(s(1))).isEmpty();
    }

    @Test
    public void oneThatDialledAgainAndIsNotTrustedYetFallsSilentAnew() {
        BreakerScene scene = new BreakerScene(3).silent(s(0)).run(4_000);
        assertThat(scene.held(s(0))).isEmpty();

        scene.dials(s(0)).run(400).silent(s(0), s(1));

        assertThat(scene.held(s(1))).contains(RefusalCode.MASS_SILENCE);
    }

    @Test
    public void conclusiveEvidencePasses() {
        BreakerScene scene = new BreakerScene(3).silent(s(0), s(1));

        assertThat(scene.heldConclusive(s(0))).isEmpty();
    }

    @Test
    public void itDoesNotCloseByTheClock() {
        BreakerScene scene = new BreakerScene(3).silent(s(0), s(1)).run(3_600_000);

        assertThat(scene.held(s(0))).contains(RefusalCode.MASS_SILENCE);
    }

    @Test
    public void itClosesWhenAllAreHeardAgainAndNotBefore() {
        BreakerScene scene = new BreakerScene(3).silent(s(0), s(1)).run(10_000);

        assertThat(scene.heard(s(0)).held(s(1))).contains(RefusalCode.MASS_SILENCE);
        assertThat(scene.heard(s(1)).shown(BreakerName.MASS_SILENCE).state().open())
                .isFalse();
    }

    @Test
    public void whoFallsSilentMeanwhileBelongsToIt() {
        BreakerScene scene =
                new BreakerScene(4).silent(s(0), s(1)).run(10_000).silent(s(2)).heard(s(0), s(1));

        assertThat(scene.held(s(2))).contains(RefusalCode.MASS_SILENCE);
    }

    @Test
    public void aResetLetsPassWhoIsSilentNowAndNoLaterEvent() {
        BreakerScene scene = new BreakerScene(4).silent(s(0), s(1)).run(1_000).reset(BreakerName.MASS_SILENCE);
        assertThat(scene.run(60_000).held(s(0))).isEmpty();

        scene.heard(s(0), s(1)).run(5_000).silent(s(0), s(1));

        assertThat(scene.held(s(0))).contains(RefusalCode.MASS_SILENCE);
    }

    @Test
    public void aWholeRackIsAnEventThoughItIsLessThanAQuarter() {
        BreakerScene rack = new BreakerScene(12, TWO_RACKS).silent(s(0), s(1));
        BreakerScene mixed = new BreakerScene(12, TWO_RACKS).silent(s(0), s(2));

        assertThat(rack.held(s(0))).contains(RefusalCode.MASS_SILENCE);
        assertThat(rack.shown(BreakerName.MASS_SILENCE).state().sentence())
                .startsWith("all servers of rack east fell silent");
        assertThat(mixed.held(s(0))).isEmpty();
    }

    @Test
    public void aRackOfOneIsAServer() {
        BreakerScene scene = new BreakerScene(12, TWO_RACKS).silent(s(4));

        assertThat(scene.held(s(4))).isEmpty();
    }

    @Test
    public void aSingleRackIsTheCluster() {
        BreakerScene scene = new BreakerScene(12, Racks.of(Map.of("all", List.of("s0", "s1")))).silent(s(0), s(1));

        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void whatWeMissedWhileWeStoodStillIsNoSilence() {
        BreakerScene scene = new BreakerScene(4)
                .standStill(5_000)
                .silent(s(0), s(1))
                .heard(s(0), s(1))
                .run(2_000);

        assertThat(scene.held(s(0))).isEmpty();
        assertThat(scene.silent(s(0), s(1)).held(s(0))).contains(RefusalCode.MASS_SILENCE);
    }
}
