package org.hbaseha.monitor.lag.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellBuilderFactory;
import org.apache.hadoop.hbase.CellBuilderType;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.hbase.zookeeper.ZKUtil;
import org.hbaseha.monitor.lag.Heartbeat;
import org.hbaseha.monitor.lag.Observation.CrashState;
import org.hbaseha.monitor.lag.WalName;
import org.junit.Test;

/** What HBase writes, read by hand. */
public final class ReadersTest {

    private static final ServerName SERVER = ServerName.valueOf("rs1", 16020, 1764000000000L);

    @Test
    public void readsPositionsAsHBaseWritesThem() {
        for (long position : List.of(0L, 1L, 127L, 128L, 300L, 1L << 31, 987_654_321_012L, Long.MAX_VALUE)) {
            assertThat(WalPosition.read(ZKUtil.positionToByteArray(position))).isEqualTo(position);
        }
    }

    @Test
    public void readsPositionsBehindTheWritersId() {
        byte[] id = Bytes.toBytes("\u0000\u0000\u0000\u0010regionserver:1602");

        assertThat(WalPosition.read(Bytes.add(id, ZKUtil.positionToByteArray(4_711))))
                .isEqualTo(4_711);
    }

    @Test
    public void whatIsNoPositionProvesNothing() {
        byte[] position = ZKUtil.positionToByteArray(1L << 40);

        assertThat(WalPosition.read(new byte[0])).isZero();
        assertThat(WalPosition.read(Bytes.toBytes("PBUF"))).isZero();
        assertThat(WalPosition.read(Bytes.toBytes("nonsense"))).isZero();
        assertThat(WalPosition.read(Bytes.copy(position, 0, position.length - 1)))
                .isZero();
    }

    private static Cell cell(String qualifier, byte[] value) {
        return CellBuilderFactory.create(CellBuilderType.SHALLOW_COPY)
                .setRow(Bytes.toBytes("row"))
                .setFamily(Bytes.toBytes("info"))
                .setQualifier(Bytes.toBytes(qualifier))
                .setTimestamp(5)
                .setType(Cell.Type.Put)
                .setValue(value)
                .build();
    }

    @Test
    public void readsARowOfTheTracker() {
        Result row = Result.create(List.of(
                cell("offset", Bytes.toBytes(815L)),
                cell("region_server_name", Bytes.toBytes("rs1")),
                cell("timestamp", Bytes.toBytes(1764000005000L)),
                cell("wal_name", Bytes.toBytes("rs1%2C16020%2C1764000000000.1764000000001"))));

        assertThat(HeartbeatReader.heartbeat(SERVER, row))
                .contains(new Heartbeat(
                        SERVER,
                        Instant.ofEpochMilli(1764000005000L),
                        new WalName("rs1%2C16020%2C1764000000000", Instant.ofEpochMilli(1764000000001L)),
                        815));
        assertThat(HeartbeatReader.heartbeat(SERVER, Result.create(List.of(cell("offset", new byte[3])))))
                .isEmpty();
    }

    @Test
    public void readsCrashProcedures() throws IOException {
        String message = "\"stateMessage\":[{\"state\":[1]},{\"serverName\":{\"hostName\":\"rs1\",\"port\":16020,"
                + "\"startCode\":\"1764000000000\"}}]}";
        String running = "{\"className\":\"org.apache.ServerCrashProcedure\",\"state\":\"WAITING\"," + message;
        String ended = running.replace("WAITING", "SUCCESS");
        String other = running.replace("ServerCrash", "Move");

        assertThat(CrashList.parse("[" + running + "]")).isEqualTo(Map.of(SERVER, CrashState.RUNNING));
        assertThat(CrashList.parse("[" + ended + "," + other + "]")).isEqualTo(Map.of(SERVER, CrashState.ENDED));
        assertThat(CrashList.parse("[" + ended + "," + running + "]")).isEqualTo(Map.of(SERVER, CrashState.RUNNING));
        assertThatThrownBy(() -> CrashList.parse("{}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> CrashList.parse("[")).isInstanceOf(IOException.class);
    }

    @Test
    public void readsTheHeadsOfWebPages() {
        assertThat(ClockReader.date(Optional.of("Sun, 01 Mar 2026 12:00:07 GMT")))
                .contains(Instant.parse("2026-03-01T12:00:07Z"));
        assertThat(ClockReader.date(Optional.of("soon"))).isEmpty();
        assertThat(ClockReader.date(Optional.empty())).isEmpty();
    }
}
