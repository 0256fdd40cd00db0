package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public final class QueueIdTest {

    private static final ServerName DASHES = ServerName.valueOf("ip-10-46-221-101.ec2.internal", 52170, 1364333181125L);
    private static final ServerName PLAIN = ServerName.valueOf("rs2", 16020, 1364333181126L);

    @Test
    public void aServersOwnQueueHasThePeersId() {
        assertThat(QueueId.parse("2")).contains(new QueueId("2", List.of()));
        assertThat(new QueueId("2", List.of()).owner(PLAIN)).isEqualTo(PLAIN);
    }

    @Test
    public void aClaimedQueueBelongsToTheFirstThatDied() {
        QueueId twice = QueueId.parse("dr-" + DASHES + "-" + PLAIN).orElseThrow();

        assertThat(twice).isEqualTo(new QueueId("dr", List.of(DASHES, PLAIN)));
        assertThat(twice.owner(ServerName.valueOf("rs3", 1, 1))).isEqualTo(DASHES);
    }

    @Test
    public void whatIsFormedOtherwiseIsNone() {
        assertThat(QueueId.parse("")).isEmpty();
        assertThat(QueueId.parse("2-")).isEmpty();
        assertThat(QueueId.parse("2-rs2")).isEmpty();
        assertThat(QueueId.parse("2-rs2,1")).isEmpty();
        assertThat(QueueId.parse("2-" + PLAIN + "-rest")).isEmpty();
    }
}
