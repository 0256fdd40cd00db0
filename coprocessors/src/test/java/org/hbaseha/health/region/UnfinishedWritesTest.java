package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

public class UnfinishedWritesTest {

    private static final Object REGION = "region";
    private static final Object OTHER_REGION = "other region";

    private long now = 1_000;
    private final UnfinishedWrites writes = new UnfinishedWrites(() -> now);

    @Test
    public void thereIsNoneAtFirst() {
        assertThat(writes.oldest()).isZero();
    }

    @Test
    public void tellsTheAgeOfAWriteUntilItEnds() {
        Object write = new Object();
        writes.began(write, REGION);
        now += 500;
        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(500));

        writes.ended(write);

        assertThat(writes.oldest()).isZero();
    }

    @Test
    public void seesAClockThatStandsAtZero() {
        now = 0;
        writes.began(new Object(), REGION);
        now = 501;

        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(500));
    }

    @Test
    public void anEndWithoutABeginChangesNothing() {
        Object write = new Object();
        writes.began(write, REGION);
        now += 500;

        writes.ended(new Object());
        writes.left(OTHER_REGION);

        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(500));
    }

    @Test
    public void aNestedWriteDoesNotHideTheOuterOne() {
        Object outer = new Object();
        Object inner = new Object();
        writes.began(outer, REGION);
        now += 100;
        writes.began(inner, OTHER_REGION);
        now += 100;
        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(200));

        writes.ended(inner);
        writes.left(OTHER_REGION);
        now += 100;

        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(300));
    }

    @Test
    public void aWriteWhoseEndWasNotSeenEndsWithTheOperationOnItsRegion() {
        writes.began(new Object(), REGION);

        writes.left(REGION);
        now += 500;

        assertThat(writes.oldest()).isZero();
    }

    @Test
    public void writesThatNeverEndDoNotAddUp() {
        for (int i = 0; i < 5; i++) {
            writes.began(new Object(), REGION);
            now += 100;
        }

        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(100));
    }

    @Test
    public void findsTheOldestOfSeveralThreadsAndForgetsAThreadThatIsGone() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread other = AgentThread.daemon("test", () -> {
            writes.began(new Object(), OTHER_REGION);
            began.countDown();
            awaitQuietly(goOn);
        });
        other.start();
        began.await();
        now += 300;
        writes.began(new Object(), REGION);
        now += 200;
        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(500));

        goOn.countDown();
        other.join();

        assertThat(writes.oldest()).isEqualTo(Duration.ofNanos(200));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
