package org.hbaseha.monitor.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.layout.LiveSettingsRecord;
import org.hbaseha.monitor.coordination.MonitorZnodes;
import org.hbaseha.monitor.coordination.ZooKeeperFixture;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SweepCommandTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world = new World("nowhere:1");

    @Before
    public void begin() throws Exception {
        // A monitor has been here once.
        zooKeeper.session();
        world = new World(zooKeeper.connect()).withSecret(folder.getRoot().toPath());
    }

    private MonitorZnodes.Stored stored() throws Exception {
        try (MonitorZnodes znodes = MonitorZnodes.reading(zooKeeper.settings())) {
            return znodes.settings();
        }
    }

    @Test
    public void showsWhatHoldsWithoutASecret() {
        World anybody = new World(zooKeeper.connect());

        assertThat(anybody.run("sweep")).as(anybody.err).isZero();
        assertThat(anybody.out).isEqualTo("""
                        sweep: everything anew within 24h
                        sweep limit: 50 MB/s
                        continuous check: each 5s
                        not paused
                        nothing is set with this command: all of it by ha-site.xml
                        """);
    }

    @Test
    public void withoutYesOnlyThePlanIsShown() throws Exception {
        assertThat(world.run("sweep", "--rate", "20MB/s")).isEqualTo(7);
        assertThat(world.err)
                .contains("Plan: set for all replication monitors of /hbase on " + zooKeeper.connect())
                .contains("  sweep limit: 20 MB/s (now: sweep limit: 50 MB/s)\n")
                .contains("  not paused, as it is\n")
                .contains("add --yes");
        assertThat(world.run("sweep", "--rate", "20MB/s", "--dry-run", "--yes")).isZero();
        assertThat(stored().record()).isEmpty();
    }

    @Test
    public void whatIsSetCountsAndTheRestStays() throws Exception {
        assertThat(world.run("sweep", "--rate", "1.5GB/s", "--yes"))
                .as(world.err)
                .isZero();
        assertThat(world.run("sweep", "--period", "12h", "--interval", "10s", "--yes"))
                .as(world.err)
                .isZero();

        LiveSettingsRecord record = stored().record().orElseThrow();
        assertThat(record.sweepBytesPerSecond()).contains(1_500_000_000L);
        assertThat(record.sweepPeriod())
                .hasValueSatisfying(period -> assertThat(period).hasHours(12));
        assertThat(record.by()).isEqualTo("ana@desk");
        assertThat(world.out)
                .contains("sweep limit: 1.5 GB/s\n")
                .contains("set with this command: period, rate, interval; by ana@desk 0.0 s ago");

        assertThat(world.run("sweep", "--rate", "unlimited", "--yes")).isZero();
        assertThat(stored().record().orElseThrow().sweepBytesPerSecond()).contains(0L);
        assertThat(world.run("sweep", "--configured", "--yes")).isZero();
        assertThat(world.out).contains("sweep limit: 50 MB/s", "all of it by ha-site.xml");
    }

    @Test
    public void aPauseHasAReasonAndEnds() throws Exception {
        assertThat(world.run("sweep", "--pause", "--yes")).isEqualTo(1);
        assertThat(world.err).contains("--reason");
        assertThat(world.run("sweep", "--pause", "--reason", "month's end", "--yes"))
                .isZero();
        assertThat(world.out).contains("paused by ana@desk: month's end\n");

        assertThat(world.run("sweep", "--rate", "5MB", "--yes")).isZero();
        assertThat(stored().record().orElseThrow().paused()).contains("ana@desk: month's end");
        assertThat(world.run("sweep", "--resume", "--yes")).isZero();
        assertThat(stored().record().orElseThrow().paused()).isEmpty();
    }

    @Test
    public void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws Exception {
        for (List<String> words : List.of(
                List.of("--rate", "50"),
                List.of("--rate", "0MB/s"),
                List.of("--rate", "1000GB/s"),
                List.of("--rate", "-5MB/s"),
                List.of("--rate", "fast"),
                List.of("--period", "24"),
                List.of("--period", "1s"),
                List.of("--period", "999d"),
                List.of("--interval", "2h"),
                List.of("--interval", "50m", "--period", "10m"),
                List.of("--pause", "--resume", "--reason", "x"),
                List.of("--reason", "x"),
                List.<String>of())) {
            List<String> all = new ArrayList<>(List.of("sweep", "--yes"));
            all.addAll(words);
            assertThat(world.run(all.toArray(new String[0])))
                    .as(words.toString())
                    .isEqualTo(1);
            assertThat(world.err.strip().lines().count()).as(world.err).isLessThanOrEqualTo(2);
        }
        assertThat(stored().record()).isEmpty();
    }

    @Test
    public void forProgramsTheNumbersAndWhoSetThem() throws Exception {
        world.run("sweep", "--rate", "20MB/s", "--yes");

        assertThat(world.run("sweep", "--json")).isZero();

        JsonNode answer = new ObjectMapper().readTree(world.out);
        assertThat(answer.get("sweepBytesPerSecond").asLong()).isEqualTo(20_000_000);
        assertThat(answer.get("sweepPeriodMs").asLong()).isEqualTo(86_400_000);
        assertThat(answer.get("paused").isNull()).isTrue();
        assertThat(answer.get("set")).hasSize(1);
        assertThat(answer.get("setBy").asText()).isEqualTo("ana@desk");
        assertThat(answer.get("setAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    public void withoutTheRightSecretNothingIsWritten() throws Exception {
        assertThat(new World(zooKeeper.connect()).run("sweep", "--rate", "5MB", "--yes"))
                .isEqualTo(1);
        world.run("sweep", "--rate", "5MB", "--yes");
        Path file = folder.newFile("other").toPath();
        Files.writeString(file, "another secret that is long enough to be one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        World stranger = new World(zooKeeper.connect()).set("hbase.ha.secret.file", file.toString());

        assertThat(stranger.run("sweep", "--rate", "6MB", "--yes")).isEqualTo(6);

        assertThat(stranger.err).contains("not the monitors' secret").contains("hbase.ha.secret.file");
        assertThat(stored().record().orElseThrow().sweepBytesPerSecond()).contains(5_000_000L);
    }

    @Test
    public void aMistypedSettingOfThisMachineIsOneSentence() {
        world.set("hbase.ha.monitor.sweep.perod", "1h");

        assertThat(world.run("sweep")).isEqualTo(1);
        assertThat(world.err).contains("nearest=hbase.ha.monitor.sweep.period");
    }
}
