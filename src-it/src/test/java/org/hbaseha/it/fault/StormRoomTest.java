package org.hbaseha.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

/** Whether a machine can show what a full backlog does. */
public class StormRoomTest {

    @Test
    public void aUsualMachineHasRoom() {
        StormRoom room = new StormRoom(4_096, 20_000, 300, 28_232);

        assertThat(room.obstacle()).isEmpty();
        assertThat(room.connections()).isEqualTo(6_096);
    }

    @Test
    public void descriptorsMustDoForAllConnectionsAndWhatIsOpenAlready() {
        assertThat(new StormRoom(4_096, 7_396, 300, 28_232).obstacle()).isEmpty();

        assertThat(new StormRoom(4_096, 7_395, 300, 28_232).obstacle())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("may open 7395").contains("ulimit -n 7396"));
    }

    @Test
    public void aBacklogThatIsNotFullInTimeShowsNothing() {
        assertThat(new StormRoom(8_192, 1_048_576, 300, 28_232).obstacle()).isEmpty();

        assertThat(new StormRoom(8_193, 1_048_576, 300, 65_000).obstacle())
                .hasValueSatisfying(reason -> assertThat(reason).contains("somaxconn is 8193"));
    }

    @Test
    public void everyConnectionNeedsAPort() {
        assertThat(new StormRoom(4_096, 20_000, 300, 7_096).obstacle()).isEmpty();

        assertThat(new StormRoom(4_096, 20_000, 300, 7_095).obstacle())
                .hasValueSatisfying(reason -> assertThat(reason).contains("7095 ports"));
    }

    @Test
    public void readsTheSettingsOfThisMachineToTheirEnd() throws Exception {
        assumeTrue("this is Linux", Files.exists(Path.of("/proc/sys/net/ipv4/ip_local_port_range")));

        assertThat(StormRoom.ofThisMachine().ports()).isGreaterThan(100);
    }

    @Test
    public void countsThePortsOfARangeWithBothEnds() {
        assertThat(StormRoom.portsIn("32768\t60999\n")).isEqualTo(28_232);
    }
}
