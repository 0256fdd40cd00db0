package org.hbaseha.controller.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Facts;
import org.junit.Test;

public class RateBreakerTest {

    private static final ServerName SERVER = Facts.server("a", 1);

    private final RateBreaker breaker = new RateBreaker(Duration.ofSeconds(10));

    @Test
    public void countsWhatLiesWithinItsWindow() {
        breaker.expired(SERVER, at(1000));
        breaker.expired(SERVER, at(4000));

        assertThat(breaker.withinWindow(at(4000))).isEqualTo(2);
        assertThat(breaker.withinWindow(at(10_999))).isEqualTo(2);
        assertThat(breaker.withinWindow(at(11_000))).isEqualTo(1);
        assertThat(breaker.withinWindow(at(14_000))).isZero();
    }

    @Test
    public void knowsWhereTheExpiredServersRan() {
        breaker.expired(SERVER, at(1000));
        breaker.expired(Facts.server("a", 2), at(2000));
        breaker.expired(Facts.server("b", 1), at(3000));

        assertThat(breaker.expiredWithinWindow(at(3000)))
                .containsExactlyInAnyOrder(
                        SERVER.getAddress(), Facts.server("b", 1).getAddress());
        assertThat(breaker.expiredWithinWindow(at(12_500)))
                .containsExactly(Facts.server("b", 1).getAddress());
    }

    @Test
    public void takesExpiriesInAnyOrder() {
        breaker.expired(SERVER, at(4000));
        breaker.expired(SERVER, at(1000));

        assertThat(breaker.withinWindow(at(11_000))).isEqualTo(1);
    }

    @Test
    public void takesExpiriesFromBeforeItsTime() {
        breaker.expired(SERVER, at(-9_500));
        breaker.expired(SERVER, at(-10_500));

        assertThat(breaker.withinWindow(at(0))).isEqualTo(1);
    }
}
