package org.hbaseha.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public class ZnodeLayoutTest {

    private static final ServerName SERVER = ServerName.valueOf("rs1.example.org", 16020, 1700000000000L);

    private final ZnodeLayout layout = new ZnodeLayout("/hbase-ha", "/hbase");

    @Test
    public void everyZnodeLiesWhereInstalledVersionsLookForIt() {
        assertThat(List.of(
                        layout.controllers(),
                        layout.controller("c1"),
                        layout.leaderLatch(),
                        layout.epoch(),
                        layout.mode(),
                        layout.pause(),
                        layout.scorecard(),
                        layout.resets(),
                        layout.reset("flapping"),
                        layout.orders(),
                        layout.order("o1"),
                        layout.maintenance(),
                        layout.maintenanceWindow("m1"),
                        layout.gate(),
                        layout.gateRecord(SERVER),
                        layout.monitoring(),
                        layout.monitors(),
                        layout.monitor("m1"),
                        layout.monitoredPairs(),
                        layout.pairLatch("dr"),
                        layout.monitorSettings(),
                        layout.regionServers(),
                        layout.regionServer(SERVER)))
                .containsExactly(
                        "/hbase-ha/controllers",
                        "/hbase-ha/controllers/c1",
                        "/hbase-ha/leader",
                        "/hbase-ha/epoch",
                        "/hbase-ha/mode",
                        "/hbase-ha/pause",
                        "/hbase-ha/scorecard",
                        "/hbase-ha/resets",
                        "/hbase-ha/resets/flapping",
                        "/hbase-ha/orders",
                        "/hbase-ha/orders/o1",
                        "/hbase-ha/maintenance",
                        "/hbase-ha/maintenance/m1",
                        "/hbase-ha/gate",
                        "/hbase-ha/gate/rs1.example.org,16020,1700000000000",
                        "/hbase-ha/replication-monitor",
                        "/hbase-ha/replication-monitor/monitors",
                        "/hbase-ha/replication-monitor/monitors/m1",
                        "/hbase-ha/replication-monitor/pairs",
                        "/hbase-ha/replication-monitor/pairs/dr/worker",
                        "/hbase-ha/replication-monitor/settings",
                        "/hbase/rs",
                        "/hbase/rs/rs1.example.org,16020,1700000000000");
    }

    @Test
    public void defaultParentFollowsTheClusters() {
        assertThat(ZnodeLayout.defaultParent("/hbase-secure")).isEqualTo("/hbase-secure-ha");
    }

    @Test
    public void parentThatCannotBeOursIsRefused() {
        for (String parent : List.of("/hbase", "hbase-ha", "/", "", "/hbase-ha/")) {
            assertThatIllegalArgumentException().as(parent).isThrownBy(() -> new ZnodeLayout(parent, "/hbase"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new ZnodeLayout("/hbase-ha", "hbase"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ZnodeLayout("/sites", "/sites/hbase"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ZnodeLayout("/hbase/ha", "/hbase"));
    }
}
