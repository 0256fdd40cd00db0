package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hbaseha.time.MonotonicInstant;
import org.junit.After;
import org.junit.Test;

public class WatchedThreadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AgentCounters counters = new AgentCounters();
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<Thread> ran = new CopyOnWriteArrayList<>();
    private final List<Boolean> wanted = new CopyOnWriteArrayList<>();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final AtomicLong millis = new AtomicLong();

    private MonotonicInstant now() {
        return new MonotonicInstant(millis.get() * 1_000_000);
    }

    private WatchedThread thread(Runnable work, WatchedThread.Hanging hanging) {
        return new WatchedThread("test", work, PATIENCE, hanging, counters, this::now);
    }

    @After
    public void release() {
        held.countDown();
    }

    /** Looked at each 100 ms, for so long. */
    private void watch(WatchedThread thread, long length) {
        for (long end = millis.get() + length; millis.get() < end; millis.addAndGet(100)) {
            thread.keepAlive();
        }
    }

    private void hang() {
        ran.add(Thread.currentThread());
        try {
            held.await();
        } catch (InterruptedException e) {
            interrupts.incrementAndGet();
        }
    }

    @Test
    public void anotherIsStartedWhereOneDied() throws Exception {
        WatchedThread thread = thread(() -> ran.add(Thread.currentThread()), WatchedThread.Hanging.REPLACE);
        thread.keepAlive();
        await().until(() -> ran.size() == 1);
        ran.get(0).join();

        thread.keepAlive();

        await().until(() -> ran.size() == 2);
        assertThat(counters.get(AgentCounter.THREAD_RESTARTS)).isEqualTo(1);
    }

    @Test
    public void oneThatHangsIsReplacedAndMayNotTurnOnceItComesBack() throws Exception {
        WatchedThread[] self = new WatchedThread[1];
        self[0] = thread(
                () -> {
                    wanted.add(self[0].mayTurn());
                    hang();
                    wanted.add(self[0].mayTurn());
                },
                WatchedThread.Hanging.REPLACE);
        self[0].keepAlive();
        await().until(() -> ran.size() == 1);

        watch(self[0], 1_000);
        assertThat(counters.get(AgentCounter.THREAD_RESTARTS)).isZero();
        watch(self[0], 200);
        await().until(() -> ran.size() == 2);
        held.countDown();
        ran.get(0).join();
        ran.get(1).join();

        assertThat(wanted).containsExactlyInAnyOrder(true, true, false, true);
    }

    @Test
    public void notForEverAreMoreStarted() {
        WatchedThread thread = thread(this::hang, WatchedThread.Hanging.REPLACE);

        watch(thread, 60_000);

        await().until(() -> ran.size() == 4);
        assertThat(counters.get(AgentCounter.THREAD_RESTARTS)).isEqualTo(3);
    }

    @Test
    public void oneThatMustBeAloneIsInterruptedAndThenReplaced() {
        WatchedThread thread = thread(this::hang, WatchedThread.Hanging.INTERRUPT);
        thread.keepAlive();
        await().until(() -> ran.size() == 1);

        watch(thread, 1_200);
        await().until(() -> interrupts.get() == 1 && !ran.get(0).isAlive());
        assertThat(ran).hasSize(1);
        thread.keepAlive();

        await().until(() -> ran.size() == 2);
    }

    @Test
    public void aWatcherThatWasAwayItselfDoesNotJudge() {
        WatchedThread thread = thread(this::hang, WatchedThread.Hanging.REPLACE);
        thread.keepAlive();

        millis.addAndGet(60_000);
        thread.keepAlive();

        assertThat(counters.get(AgentCounter.THREAD_RESTARTS)).isZero();
    }

    @Test
    public void noneIsStartedOnceItIsOver() {
        WatchedThread thread = thread(this::hang, WatchedThread.Hanging.REPLACE);

        thread.end();
        thread.keepAlive();

        assertThat(thread.mayTurn()).isFalse();
        assertThat(ran).isEmpty();
    }
}
