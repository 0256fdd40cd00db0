package org.hbaseha.controller.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.audit.AuditProgress;
import org.hbaseha.controller.coordination.ZooKeeperFixture;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Candidate;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.time.MonotonicClock;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public final class HBaseStepExecutorTest {

    private static final ServerName VICTIM = ZooKeeperFixture.VICTIM;

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final List<ServerName> asked = new CopyOnWriteArrayList<>();
    private Candidate leader;
    private Epoch epoch;

    @Before
    public void lead() throws Exception {
        leader = zooKeeper.candidate("leader");
        epoch = leader.awaitLeads().epoch();
    }

    @Test
    public void writesTheRecordThenDeletesTheZnode() throws Exception {
        try (StepExecutor executor = executor(server -> 1)) {
            assertThat(end(executor, new Step.WriteExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone")))
                    .isInstanceOf(StepOutcome.Done.class);
            assertThat(end(executor, new Step.DeleteZnode(VICTIM, epoch))).isInstanceOf(StepOutcome.Done.class);
        }

        assertThat(zooKeeper.exists(ZooKeeperFixture.LAYOUT.gateRecord(VICTIM))).isTrue();
        assertThat(zooKeeper.exists(ZooKeeperFixture.LAYOUT.regionServer(VICTIM)))
                .isFalse();
    }

    @Test
    public void asksForACrashProcedureOnlyWithTheNewestEpoch() throws Exception {
        CrashProcedures hbck = server -> {
            asked.add(server);
            return 42;
        };
        try (StepExecutor executor = executor(hbck)) {
            assertThat(end(executor, new Step.ScheduleCrashProcedure(VICTIM, epoch)))
                    .isEqualTo(new StepOutcome.Done("crash procedure pid=42"));

            leader.writeEpoch(epoch.next());

            assertThat(end(executor, new Step.ScheduleCrashProcedure(VICTIM, epoch)))
                    .isInstanceOf(StepOutcome.Deposed.class);
        }
        assertThat(asked).containsExactly(VICTIM);
    }

    @Test
    public void aMasterThatDoesNotAnswerIsIndeterminate() throws Exception {
        CrashProcedures failing = server -> {
            throw new IOException("connection reset");
        };
        try (StepExecutor executor = executor(failing)) {
            assertThat(end(executor, new Step.ScheduleCrashProcedure(VICTIM, epoch)))
                    .isInstanceOf(StepOutcome.Indeterminate.class);
        }
    }

    @Test
    public void aStepThatHangsIsGivenUpAndTheNextOneRuns() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CrashProcedures hanging = server -> {
            never.await();
            return 1;
        };
        try (StepExecutor executor = executor(hanging)) {
            assertThat(end(executor, new Step.ScheduleCrashProcedure(VICTIM, epoch)))
                    .isInstanceOf(StepOutcome.Indeterminate.class);
            assertThat(end(executor, new Step.DeleteZnode(VICTIM, epoch))).isInstanceOf(StepOutcome.Done.class);
        }
    }

    @Test
    public void aMasterThatDoesNotAnswerHoldsUpNoOtherStep() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        CrashProcedures waiting = server -> {
            answers.await();
            return 1;
        };
        try (StepExecutor executor = executor(waiting)) {
            executor.submit(new Step.ScheduleCrashProcedure(VICTIM, epoch), (step, outcome) -> asked.add(VICTIM));

            assertThat(end(
                            executor,
                            new Step.WriteExpire(ZooKeeperFixture.OTHER, epoch, EvidenceClass.CONCLUSIVE, "gone")))
                    .isInstanceOf(StepOutcome.Done.class);
            assertThat(asked).isEmpty();
            answers.countDown();
        }
    }

    @Test
    public void aClosedExecutorSaysSo() throws Exception {
        StepExecutor executor = executor(server -> 1);
        executor.close();

        assertThat(end(executor, new Step.DeleteZnode(VICTIM, epoch))).isInstanceOf(StepOutcome.Failed.class);
    }

    @Test
    public void writesNoExpireRecordBeforeTheJournalHasWhatWasRecordedBefore() throws Exception {
        List<Boolean> recordWasThere = new CopyOnWriteArrayList<>();
        List<Long> waitedFor = new CopyOnWriteArrayList<>();
        JournalWait wait = wait(7, (position, atMost) -> {
            waitedFor.add(position);
            recordWasThere.add(exists(ZooKeeperFixture.LAYOUT.gateRecord(VICTIM)));
            return true;
        });

        try (StepExecutor executor = executor(server -> 1, wait)) {
            assertThat(end(executor, new Step.WriteExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone")))
                    .isInstanceOf(StepOutcome.Done.class);
            assertThat(end(executor, new Step.DeleteZnode(VICTIM, epoch))).isInstanceOf(StepOutcome.Done.class);
        }

        assertThat(waitedFor).containsExactly(7L);
        assertThat(recordWasThere).containsExactly(false);
        assertThat(wait.exceeded()).isZero();
    }

    @Test
    public void aJournalThatIsTooSlowIsCountedAndNotWaitedFor() throws Exception {
        List<Duration> allowed = new CopyOnWriteArrayList<>();
        JournalWait wait = wait(7, (position, atMost) -> {
            allowed.add(atMost);
            return false;
        });

        try (StepExecutor executor = executor(server -> 1, wait)) {
            assertThat(end(executor, new Step.WriteExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone")))
                    .isInstanceOf(StepOutcome.Done.class);
        }

        assertThat(allowed).containsExactly(Duration.ofMillis(50));
        assertThat(wait.exceeded()).isEqualTo(1);
        assertThat(wait.longest()).isPositive();
    }

    private boolean exists(String path) {
        try {
            return zooKeeper.exists(path);
        } catch (Exception e) {
            throw new AssertionError("ZooKeeper answers", e);
        }
    }

    private interface Settling {
        boolean await(long position, Duration atMost);
    }

    private static JournalWait wait(long taken, Settling settling) {
        return new JournalWait(
                new AuditProgress() {
                    @Override
                    public long taken() {
                        return taken;
                    }

                    @Override
                    public long lost() {
                        return 0;
                    }

                    @Override
                    public boolean awaitSettled(long position, Duration atMost) {
                        return settling.await(position, atMost);
                    }
                },
                MonotonicClock.system());
    }

    private StepExecutor executor(CrashProcedures crashProcedures) {
        return executor(crashProcedures, wait(0, (position, atMost) -> true));
    }

    private StepExecutor executor(CrashProcedures crashProcedures, JournalWait wait) {
        return new HBaseStepExecutor(leader.store(), crashProcedures, wait, Duration.ofSeconds(3));
    }

    private static StepOutcome end(StepExecutor executor, Step step) throws Exception {
        CompletableFuture<StepOutcome> outcome = new CompletableFuture<>();
        executor.submit(step, (ignored, ended) -> outcome.complete(ended));
        return outcome.get(30, TimeUnit.SECONDS);
    }
}
