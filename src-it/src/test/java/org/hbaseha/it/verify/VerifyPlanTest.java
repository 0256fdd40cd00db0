package org.hbaseha.it.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hbaseha.it.verify.content.TableContent;
import org.junit.Test;

public final class VerifyPlanTest {

    private static VerifyPlan plan(long seed) {
        return new VerifyPlan(new TableContent(20_000, 4), 3, 1, 25, Duration.ofSeconds(60), seed);
    }

    @Test
    public void everyRoundHasEveryToolOnce() {
        assertThat(plan(1).round(0)).containsExactlyInAnyOrderElementsOf(Tool.measured());
    }

    @Test
    public void theSlowestIsLeftOutOfLaterRounds() {
        assertThat(plan(1).round(1))
                .hasSize(Tool.measured().size() - 1)
                .doesNotContain(Tool.VERIFY_SHIPPED)
                .doesNotHaveDuplicates();
    }

    @Test
    public void theOrderIsAnotherOneInOtherRoundsAndTheSameForASeed() {
        Set<List<Tool>> orders = new HashSet<>();
        for (int round = 1; round < 20; round++) {
            orders.add(plan(1).round(round));
        }

        assertThat(orders).hasSizeGreaterThan(15);
        assertThat(plan(5).round(1)).isEqualTo(plan(5).round(1));
    }
}
