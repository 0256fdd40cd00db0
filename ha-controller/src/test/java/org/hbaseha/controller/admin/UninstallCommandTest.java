package org.hbaseha.controller.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.DisarmRecord;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.StockRecord;
import org.hbaseha.outcome.ExitCode;
import org.junit.Before;
import org.junit.Test;

public final class UninstallCommandTest {

    private static final String RS1 = "rs1,16020,1";
    private static final String RS2 = "rs2,16020,1";

    private final FakeCluster cluster = new FakeCluster();

    @Before
    public void takeOutAllButZnodes() {
        cluster.disarmed = Optional.of(new DisarmRecord("ann", "goes", Views.NOON));
        cluster.regionServers = Set.of(RS2);
        cluster.gateRecords = Map.of(RS1, new StockRecord("of one that is gone"));
        cluster.rounds = 1;
    }

    @Test
    public void deletesWhatNobodyNeeds() {
        assertThat(cluster.run("uninstall")).isEqualTo(ExitCode.NEEDS_APPROVAL.number());
        assertThat(cluster.run("uninstall", "--dry-run", "--yes")).isZero();
        assertThat(cluster.installed).isTrue();

        assertThat(cluster.run("uninstall", "--yes")).isZero();
        assertThat(cluster.installed).isFalse();
        assertThat(cluster.out()).isEqualTo("deleted /hbase-ha\n");

        assertThat(cluster.run("uninstall", "--yes")).isZero();
        assertThat(cluster.out()).endsWith("there is nothing at /hbase-ha\n");
    }

    @Test
    public void isRefusedWhileGatesMayBeArmed() {
        cluster.disarmed = Optional.empty();

        assertRefused("Gates may be armed: first hbase-ha gate disarm");
    }

    @Test
    public void isRefusedWhileAControllerRuns() {
        cluster.controllers.add(Views.C1);

        assertRefused("Controllers run: " + Views.C1.id());
    }

    @Test
    public void isRefusedWhileALiveServerRestsOnItsRecord() {
        cluster.gateRecords = Map.of(RS1, new StockRecord("of one that is gone"), RS2, new StockRecord("live"));

        assertRefused("Live region servers rest on their gate records: " + RS2 + ": restart them");
    }

    @Test
    public void isRefusedWhileAnExpiredProcessMayWake() {
        cluster.gateRecords = Map.of(RS1, expired(Views.NOON.minus(Duration.ofHours(23))));
        assertRefused("Expired lately: " + RS1 + ": see that these processes are gone");

        cluster.rounds = 1;
        assertThat(cluster.run("uninstall", "--yes", "--force")).isZero();
        assertThat(cluster.installed).isFalse();
    }

    @Test
    public void anExpiryOfLongAgoIsNoObstacle() {
        cluster.gateRecords = Map.of(RS1, expired(Views.NOON.minus(Duration.ofHours(25))));

        assertThat(cluster.run("uninstall", "--yes")).isZero();
    }

    private static ExpireRecord expired(Instant decided) {
        return new ExpireRecord(new Epoch(1), "c1", "nonce", "P", "silent", decided);
    }

    @Test
    public void looksAgainAfterTheTimeThatAServerTakesToWriteItsRecord() {
        List<Duration> waited = new ArrayList<>();
        cluster.whileWaiting = span -> {
            waited.add(span);
            cluster.gateRecords = Map.of(RS2, new StockRecord("written meanwhile"));
        };

        assertRefused("Live region servers rest on their gate records: " + RS2);
        assertThat(waited).containsExactly(Duration.ofSeconds(3));
    }

    private void assertRefused(String sentence) {
        assertThat(cluster.run("uninstall", "--yes")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(cluster.installed).isTrue();
        assertThat(cluster.err()).contains("hbase-ha: " + sentence);
    }
}
