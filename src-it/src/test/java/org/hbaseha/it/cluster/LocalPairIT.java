package org.hbaseha.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.junit.Test;

/** Two sites replicate to each other. */
public final class LocalPairIT {

    private static final TableName TABLE = TableName.valueOf("replicated");
    private static final byte[] FAMILY = "f".getBytes(UTF_8);

    @Test
    public void rowPutOnOneSideArrivesOnTheOther() throws Exception {
        SiteSpec spec = SiteSpec.named("a").regionServers(1).dataNodes(1).build();
        try (LocalPair pair = LocalPair.start(spec, spec.toBuilder().name("b").build(), LocalPairIT::say)) {
            pair.createReplicatedTable(TABLE, List.of("f"), new byte[0][]);
            try (Connection a = ConnectionFactory.createConnection(pair.a().clientConfiguration());
                    Connection b = ConnectionFactory.createConnection(pair.b().clientConfiguration())) {
                putOnOneAndAwaitOnOther(a, b, "from a to b".getBytes(UTF_8));
                putOnOneAndAwaitOnOther(b, a, "from b to a".getBytes(UTF_8));
            }
        }
    }

    private static void putOnOneAndAwaitOnOther(Connection one, Connection other, byte[] row) throws IOException {
        try (Table from = one.getTable(TABLE);
                Table to = other.getTable(TABLE)) {
            from.put(new Put(row).addColumn(FAMILY, row, row));

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Arrays.equals(to.get(new Get(row)).value(), row));
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
