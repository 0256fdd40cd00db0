package org.hbaseha.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.it.cluster.SiteSpec;
import org.junit.Test;

/** What the compared sites have in common, and what not. */
public class VariantTest {

    private static final String SESSION = "zookeeper.session.timeout";

    @Test
    public void stockHasZooKeepersDefaultTickAndSession() {
        SiteSpec stock = Variant.STOCK_DEFAULT.site(false);

        assertThat(stock.zooKeeperTick()).isEqualTo(Duration.ofSeconds(2));
        assertThat(stock.hbaseSite()).doesNotContainKey(SESSION);
        assertThat(stock.recommendedSettings()).isFalse();
    }

    @Test
    public void oursEndsSessionsInTimeAndHasTheirDefaultLength() {
        SiteSpec ours = Variant.HBASE_HA.site(false);

        assertThat(ours.zooKeeperTick()).isEqualTo(Duration.ofMillis(500));
        assertThat(ours.hbaseSite()).doesNotContainKey(SESSION);
        assertThat(ours.recommendedSettings()).isTrue();
    }

    @Test
    public void theShortSessionIsOneThatItsTickAllows() {
        SiteSpec fast = Variant.STOCK_SESSION_3S_FAST_LEASE.site(false);

        assertThat(fast.zooKeeperTick()).isEqualTo(Duration.ofMillis(500));
        assertThat(fast.hbaseSite()).containsEntry(SESSION, "3000");
        assertThat(fast.recommendedSettings()).isTrue();
    }
}
