package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
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
        FakeStage broken = new FakeStage(true);
        FakeStage brokenToo = new FakeStage(false);
        StageRule<FakeStage> rule = opened(broken, brokenToo, new FakeStage(true));
        run(rule, "culprit");
        broken.heals = false;

        assertThatThrownBy(() -> run(rule, "a")).hasMessage("never calm");

        assertThat(rule.stage()).isSameAs(brokenToo);
    }

    @Test
    public void aNewStageThatDoesNotOpenFailsOneScenarioAndTheNextOpensAnother() throws Throwable {
        FakeStage broken = new FakeStage(true);
        FakeStage fresh = new FakeStage(true);
        StageRule<FakeStage> rule = new StageRule<>(failingAt(2, broken, fresh), said::add);
        run(rule, "culprit");
        broken.heals = false;

        assertThatThrownBy(() -> run(rule, "unlucky")).hasMessage("no port is free");
        assertThat(rule.present()).isEmpty();
        assertThat(broken.closed).isTrue();

        run(rule, "next");

        assertThat(rule.stage()).isSameAs(fresh);
        assertThat(fresh.healed).isEqualTo(1);
    }

    @Test
    public void theFirstStageThatDoesNotOpenFailsOneScenarioOnly() throws Throwable {
        FakeStage fresh = new FakeStage(true);
        StageRule<FakeStage> rule = new StageRule<>(failingAt(1, fresh), said::add);

        assertThatThrownBy(() -> run(rule, "unlucky")).hasMessage("no port is free");
        run(rule, "next");

        assertThat(rule.stage()).isSameAs(fresh);
    }

    @Test
    public void aFailedAssertionWhileHealingReplacesTheStage() throws Throwable {
        FakeStage broken = new FakeStage(true);
        FakeStage fresh = new FakeStage(true);
        StageRule<FakeStage> rule = opened(broken, fresh);
        run(rule, "culprit");
        broken.assertion = Optional.of(new AssertionError("expected three servers"));
        broken.heals = false;

        run(rule, "next");

        assertThat(rule.stage()).isSameAs(fresh);
        assertThat(said.get(0)).contains("expected three servers");
    }

    @Test
    public void aStageThatCannotBeLeftInOrderIsReplacedNevertheless() throws Throwable {
        FakeStage broken = new FakeStage(true);
        FakeStage fresh = new FakeStage(true);
        StageRule<FakeStage> rule = opened(broken, fresh);
        run(rule, "culprit");
        broken.heals = false;
        broken.closes = false;

        run(rule, "next");

        assertThat(rule.stage()).isSameAs(fresh);
        assertThat(said).anySatisfy(line -> assertThat(line).contains("does not close"));
    }

    private StageRule<FakeStage> opened(FakeStage... stages) {
        return new StageRule<>(failingAt(0, stages), said::add);
    }

    /** Opens these one after the other, and nothing the nth time it is asked. */
    private static Callable<FakeStage> failingAt(int nth, FakeStage... stages) {
        Deque<FakeStage> coming = new ArrayDeque<>(List.of(stages));
        AtomicInteger asked = new AtomicInteger();
        return () -> {
            if (asked.incrementAndGet() == nth) {
                throw new IOException("no port is free");
            }
            return coming.remove();
        };
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
        private Optional<AssertionError> assertion = Optional.empty();
        private boolean closes = true;
        private boolean closed;
        private int healed;

        FakeStage(boolean heals) {
            this.heals = heals;
        }

        @Override
        public void heal() {
            if (!heals) {
                assertion.ifPresent(failure -> {
                    throw failure;
                });
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
            if (!closes) {
                throw new IllegalStateException("does not close");
            }
        }
    }
}
