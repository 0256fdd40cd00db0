package org.hbaseha.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** Which faults are done, how often. */
public class BenchmarkPlanTest {

    private final BenchmarkPlan plan =
            new BenchmarkPlan(Arrays.asList(Variant.values()), Arrays.asList(Scenario.values()), 2, 3, 1);

    @Test
    public void beginsEachVariantWithAWarmUpThatIsNotCounted() {
        for (Variant variant : Variant.values()) {
            List<BenchmarkPlan.Step> steps = plan.stepsOf(variant);

            assertThat(steps.get(0).warmUp()).isTrue();
            assertThat(steps.subList(1, steps.size())).noneMatch(BenchmarkPlan.Step::warmUp);
        }
    }

    @Test
    public void asksOnlyOurDetectorAboutShortPausesAndLostControllers() {
        assertThat(plan.stepsOf(Variant.STOCK_DEFAULT))
                .extracting(BenchmarkPlan.Step::name)
                .containsExactly(
                        "stock-default crash warm-up",
                        "stock-default crash 1/2",
                        "stock-default crash 2/2",
                        "stock-default freeze 1/2",
                        "stock-default freeze 2/2",
                        "stock-default isolation 1/2",
                        "stock-default isolation 2/2");
        assertThat(plan.stepsOf(Variant.HBASE_HA)).hasSize(1 + 3 + 2 + 3 + 3 + 4);
    }
}
