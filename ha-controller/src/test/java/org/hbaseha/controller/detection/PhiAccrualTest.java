package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.Test;

/** Expected values are from a table of the normal distribution's tail. */
public class PhiAccrualTest {

    @Test
    public void isTheLogarithmOfTheNormalTail() {
        assertThat(PhiAccrual.phi(0)).isCloseTo(-Math.log10(0.5), within(1e-6));
        assertThat(PhiAccrual.phi(1)).isCloseTo(-Math.log10(0.15865525), within(1e-6));
        assertThat(PhiAccrual.phi(-1)).isCloseTo(-Math.log10(0.84134475), within(1e-6));
        assertThat(PhiAccrual.phi(3)).isCloseTo(-Math.log10(1.3498980e-3), within(1e-6));
        assertThat(PhiAccrual.phi(5)).isCloseTo(-Math.log10(2.8665157e-7), within(1e-6));
        assertThat(PhiAccrual.phi(8)).isCloseTo(-Math.log10(6.2209606e-16), within(1e-6));
    }

    @Test
    public void phiEightIsFivePointSixDeviationsAway() {
        assertThat(PhiAccrual.deviationsAt(8)).isCloseTo(5.6120, within(1e-4));
        assertThat(PhiAccrual.deviationsAt(1)).isCloseTo(1.2816, within(1e-4));
    }

    @Test
    public void risesWithSilenceAndStaysFinite() {
        Duration mean = Duration.ofMillis(100);
        Duration deviation = Duration.ofMillis(50);
        double before = -1;
        for (long millis = 0; millis < 1_900; millis += 10) {
            double phi = PhiAccrual.phi(Duration.ofMillis(millis), mean, deviation);
            assertThat(phi).as("after %s ms", millis).isGreaterThan(before).isFinite();
            before = phi;
        }
        assertThat(PhiAccrual.phi(Duration.ofDays(1), mean, deviation)).isFinite();
    }

    @Test
    public void theSameSilenceSaysLessWhereGapsVaryMore() {
        Duration silence = Duration.ofMillis(400);
        Duration mean = Duration.ofMillis(100);

        assertThat(PhiAccrual.phi(silence, mean, Duration.ofMillis(100)))
                .isLessThan(PhiAccrual.phi(silence, mean, Duration.ofMillis(50)));
    }
}
