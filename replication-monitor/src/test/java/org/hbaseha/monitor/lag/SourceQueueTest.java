package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public final class SourceQueueTest {

    private static final ServerName SERVER = ServerName.valueOf("rs1", 16020, 5);
    private static final ServerName OTHER = ServerName.valueOf("rs2", 16020, 5);
    private static final WalName FIRST = new WalName("log", Instant.ofEpochMilli(1_000));
    private static final WalName SECOND = new WalName("log", Instant.ofEpochMilli(2_000));

    private static SourceQueue own(Map<WalName, Long> shipped) {
        return new SourceQueue(SERVER, new QueueId("2", List.of()), shipped);
    }

    private static Heartbeat heartbeat(WalName wal, long offset) {
        return new Heartbeat(SERVER, Instant.ofEpochMilli(2_500), wal, offset);
    }

    @Test
    public void provesWhatLiesBeforeItsPlaceInTheFileThatIsShipped() {
        SourceQueue queue = own(Map.of(FIRST, 100L, SECOND, 0L));

        assertThat(queue.proves(heartbeat(FIRST, 100))).isTrue();
        assertThat(queue.proves(heartbeat(FIRST, 101))).isFalse();
    }

    @Test
    public void provesNothingInFilesStillToCome() {
        assertThat(own(Map.of(FIRST, 100L, SECOND, 0L)).proves(heartbeat(SECOND, 10)))
                .isFalse();
    }

    @Test
    public void aNameOfAnEarlierFileMayBeWrongSoThePlaceMustFitTheShippedOne() {
        SourceQueue queue = own(Map.of(SECOND, 50L));

        assertThat(queue.proves(heartbeat(FIRST, 51))).isFalse();
        assertThat(queue.proves(heartbeat(FIRST, 50))).isTrue();
    }

    @Test
    public void anotherLogSaysNothing() {
        SourceQueue queue = own(Map.of(new WalName("log.regiongroup-1", Instant.ofEpochMilli(9_000)), 100L));

        assertThat(queue.proves(heartbeat(FIRST, 10))).isFalse();
    }

    @Test
    public void aLogThatHasLeftAClaimedQueueIsApplied() {
        SourceQueue claimed = new SourceQueue(
                OTHER,
                new QueueId("2", List.of(SERVER)),
                Map.of(new WalName("log.regiongroup-1", Instant.ofEpochMilli(9_000)), 100L));

        assertThat(claimed.proves(heartbeat(FIRST, 10))).isTrue();
    }
}
