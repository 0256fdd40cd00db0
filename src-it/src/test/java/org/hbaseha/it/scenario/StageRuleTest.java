package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.Test;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** A scenario that breaks the stage fails alone. */
public class StageRuleTest {

    private final List<String> said = new ArrayList<>();

    @Test
    public void healsBeforeEveryScenarioAndKeepsTheStage() throws Throwable {
        FakeStage only = new FakeStage(true);
        StageRule<FakeStage> rule = opened(only);

        run(rule, "a");
        run(rule, "b");

        assertThat(only.healed).isEqualTo(2);
        assertThat(rule.stage()).isSameAs(only);
        assertThat(said).isEmpty();
    }

    @Test
    public void replacesAStageThatDoesNotHealAndNamesWhoLeftItSo() throws Throwable {
        FakeStage broken = new FakeStage(true);
        FakeStage fresh = new FakeStage(true);
        StageRule<FakeStage> rule = opened(broken, fresh);
        run(rule, "culprit");
        broken.heals = false;

        run(rule, "next");

        assertThat(rule.stage()).isSameAs(fresh);
        assertThat(broken.closed).isTrue();
        assertThat(fresh.healed).isEqualTo(1);
        assertThat(said.get(0))
                .contains("before next")
                .contains("culprit left it so")
                .contains("never calm");
    }

    @Test
    public void aNewStageThatIsNotWholeEitherFailsTheScenario() throws Throwable {
        FakeStage broken = new FakeStage(false);
        FakeStage brokenToo = new FakeStage(false);
        StageRule<FakeStage> rule = opened(broken, brokenToo, new FakeStage(true));

        assertThatThrownBy(() -> run(rule, "a")).hasMessage("never calm");

        assertThat(rule.stage()).isSameAs(brokenToo);
    }

    private StageRule<FakeStage> opened(FakeStage... stages) throws Exception {
        Deque<FakeStage> coming = new ArrayDeque<>(List.of(stages));
        StageRule<FakeStage> rule = new StageRule<>(coming::remove, said::add);
        var unused = rule.open();
        return rule;
    }

    private static void run(StageRule<FakeStage> rule, String scenario) throws Throwable {
        rule.apply(
                        new Statement() {
                            @Override
                            public void evaluate() {}
                        },
                        Description.createTestDescription(StageRuleTest.class, scenario))
                .evaluate();
    }

    private static final class FakeStage implements StageRule.Healing {

        private boolean heals;
        private boolean closed;
        private int healed;

        FakeStage(boolean heals) {
            this.heals = heals;
        }

        @Override
        public void heal() {
            if (!heals) {
                throw new IllegalStateException("never calm");
            }
            healed++;
        }

        @Override
        public void copyLogsTo(Path folder) throws IOException {
            throw new IOException("no logs");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
