package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public final class HeartbeatTrailTest {

    private static final ServerName SERVER = ServerName.valueOf("rs1", 16020, 5);
    private static final WalName FILE = new WalName("log", Instant.ofEpochSecond(1));

    private final HeartbeatTrail trail = new HeartbeatTrail();

    private static MonotonicInstant at(long second) {
        return new MonotonicInstant(0).plus(Duration.ofSeconds(second));
    }

    /** Written at that second, and its end is there in the file. */
    private static Heartbeat heartbeat(long second) {
        return new Heartbeat(SERVER, Instant.ofEpochSecond(second), FILE, second);
    }

    private static SourceQueue shipped(long place) {
        return new SourceQueue(SERVER, new QueueId("2", List.of()), Map.of(FILE, place));
    }

    @Test
    public void aQueueReadBeforeTheHeartbeatWasSeenProvesNothing() {
        trail.seen(heartbeat(10), at(12));

        trail.queueRead(shipped(99), at(11), at(13));
        assertThat(trail.watermark()).isEmpty();

        trail.queueRead(shipped(99), at(12), at(13));
        assertThat(trail.watermark()).contains(Instant.ofEpochSecond(10));
    }

    @Test
    public void anEarlierHeartbeatIsProvedWhileALaterOneWaits() {
        trail.seen(heartbeat(10), at(11));
        trail.seen(heartbeat(20), at(21));

        trail.queueRead(shipped(15), at(22), at(23));

        assertThat(trail.watermark()).contains(Instant.ofEpochSecond(10));
        assertThat(trail.underWay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(trail.stoodFor(at(30))).contains(Duration.ofSeconds(7));
    }

    @Test
    public void theWatermarkNeverFalls() {
        trail.seen(heartbeat(20), at(21));
        trail.queueRead(shipped(20), at(22), at(23));
        trail.seen(heartbeat(10), at(24));
        trail.queueRead(shipped(20), at(25), at(26));

        assertThat(trail.watermark()).contains(Instant.ofEpochSecond(20));
    }

    @Test
    public void aBatchThatTakesVeryLongIsProvedByItsLast() {
        for (int second = 1; second <= 500; second++) {
            trail.seen(heartbeat(second), at(second));
        }

        trail.queueRead(shipped(500), at(501), at(502));

        assertThat(trail.watermark()).contains(Instant.ofEpochSecond(500));
    }

    @Test
    public void whatADeadServerWroteIsProvedWhenItsQueueIsGone() {
        trail.seen(heartbeat(10), at(12));

        trail.queueGone(at(13), at(14));

        assertThat(trail.watermark()).contains(Instant.ofEpochSecond(10));
    }
}
