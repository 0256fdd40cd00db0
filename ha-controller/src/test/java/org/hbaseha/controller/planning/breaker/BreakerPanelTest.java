package org.hbaseha.controller.planning.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.planning.breaker.BreakerScene.s;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.hbaseha.controller.planning.RefusalCode;
import org.junit.Test;

/** The two breakers that count servers, and what holds for all of them. */
public class BreakerPanelTest {

    @Test
    public void aThirdOfTheServersAndAtLeastOneMayBeExpired() {
        assertThat(ExpiryRate.most(1)).isEqualTo(1);
        assertThat(ExpiryRate.most(2)).isEqualTo(1);
        assertThat(ExpiryRate.most(5)).isEqualTo(1);
        assertThat(ExpiryRate.most(6)).isEqualTo(2);
        assertThat(ExpiryRate.most(12)).isEqualTo(4);
    }

    @Test
    public void anExpiryCountsForTheWindow() {
        BreakerScene scene = new BreakerScene(3);
        scene.panel.expired(s(7), scene.now());

        assertThat(scene.run(599_900).heldConclusive(s(0))).contains(RefusalCode.RATE_BREAKER);
        assertThat(scene.run(100).heldConclusive(s(0))).isEmpty();
    }

    @Test
    public void aResetClearsTheWindowAlsoForALeaderThatCountsAnew() {
        BreakerScene scene = new BreakerScene(3);
        scene.panel.expired(s(7), scene.now());
        scene.run(1_000).reset(BreakerName.EXPIRY_RATE);
        assertThat(scene.heldConclusive(s(0))).isEmpty();

        scene.panel.forgetExpiries();
        scene.panel.expired(s(7), scene.now().minus(Duration.ofSeconds(2)));
        assertThat(scene.heldConclusive(s(0))).isEmpty();

        scene.panel.expired(s(8), scene.now());
        assertThat(scene.heldConclusive(s(0))).contains(RefusalCode.RATE_BREAKER);
    }

    @Test
    public void noResetLetsTheLastServerGo() {
        BreakerScene scene = new BreakerScene(1).reset(BreakerName.LAST_SERVER);

        assertThat(scene.heldConclusive(s(0))).contains(RefusalCode.LAST_SERVER);
    }

    @Test
    public void showsEveryBreakerInTheOrderInWhichItIsAsked() {
        assertThat(new BreakerScene(3)
                        .panel.shown().stream().map(shown -> shown.state().name()))
                .containsExactly(BreakerName.values());
    }

    @Test
    public void showsSinceWhenABreakerIsOpen() {
        BreakerScene scene = new BreakerScene(3).silent(s(0), s(1));
        var opened = scene.now();

        assertThat(scene.run(10_000).shown(BreakerName.MASS_SILENCE).openSince())
                .contains(opened);
        assertThat(scene.heard(s(0), s(1)).shown(BreakerName.MASS_SILENCE).openSince())
                .isEmpty();
    }

    @Test
    public void everyRefusalButTheOperatorsOwnHasABreaker() {
        Set<RefusalCode> withBreaker = Arrays.stream(RefusalCode.values())
                .filter(code -> BreakerName.of(code).isPresent())
                .collect(Collectors.toSet());

        assertThat(withBreaker)
                .containsExactlyInAnyOrder(
                        RefusalCode.RATE_BREAKER,
                        RefusalCode.LAST_SERVER,
                        RefusalCode.NEW_LEADER,
                        RefusalCode.STARTING_UP,
                        RefusalCode.MASS_SILENCE,
                        RefusalCode.FLAPPING,
                        RefusalCode.ROLLING_RESTART,
                        RefusalCode.OBSERVER_DEAF,
                        RefusalCode.OBSERVER_PAUSED,
                        RefusalCode.ZOOKEEPER_TROUBLE,
                        RefusalCode.FILE_SYSTEM_TROUBLE);
    }
}
