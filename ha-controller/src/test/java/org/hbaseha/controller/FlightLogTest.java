package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.closedByPeer;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.Facts.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.awaitility.Awaitility;
import org.hbaseha.controller.bundle.BundleFolder;
import org.hbaseha.controller.bundle.BundlePart;
import org.hbaseha.controller.bundle.BundleReader;
import org.hbaseha.controller.bundle.BundleWriter;
import org.hbaseha.controller.bundle.IncidentId;
import org.hbaseha.controller.bundle.Origin;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** From what a core in shadow mode is shown, by way of its verdict, to the bundle on the disk. */
public final class FlightLogTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final ServerName VICTIM = server("victim", 1);
    private static final ServerName OTHER = server("other", 1);
    private static final Origin ORIGIN =
            new Origin("c1", Map.of("hbase-ha", "test"), Map.of("hbase.ha.lease", "1500ms"));

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final ControllerCore core = new ControllerCore(
            "c1",
            new CoreSettings(
                    Facts.SETTINGS,
                    Duration.ofMillis(300),
                    BreakerSettings.of(Duration.ofMinutes(10), Facts.SETTINGS),
                    Seats.NONE,
                    Duration.ofMinutes(15),
                    HookUse.NONE));
    private final List<BundlePart> parts = new ArrayList<>();
    private final FlightLog log = new FlightLog(parts::add);

    private void turn(long now, Observation... seen) {
        List<Observation> observed = List.of(seen);
        List<Effect> effects = core.turn(observed, at(now), WALL.plusMillis(now));
        log.turned(
                observed,
                effects,
                ids -> core.incidents(ids, at(now), WALL.plusMillis(now)),
                at(now),
                WALL.plusMillis(now));
    }

    private void crash() {
        turn(
                0,
                opened(VICTIM, 0),
                opened(OTHER, 0),
                registered(Set.of(VICTIM, OTHER), 0),
                new Observation.LeadershipGained(new Epoch(7), List.of(), at(0)));
        for (long now = 100; now <= 70_000; now += 100) {
            turn(now, beat(VICTIM, now), beat(OTHER, now));
        }
        turn(70_050, closedByPeer(VICTIM, 70_050));
        turn(
                70_060,
                own(VICTIM, ConnectOutcome.REFUSED, 70_060),
                seenBy(OTHER, VICTIM, ConnectOutcome.REFUSED, 70_060));
    }

    @Test
    public void aVerdictLeavesTheMinuteBeforeIt() {
        crash();

        assertThat(parts).hasSize(1);
        BundlePart part = parts.get(0);
        assertThat(part.moment()).isEqualTo(BundlePart.Moment.VERDICT);
        assertThat(part.id().text()).isEqualTo("7-1");
        assertThat(part.incident().server()).isEqualTo(VICTIM.getServerName());
        assertThat(part.cut().beats()).hasSize(61);
        assertThat(part.cut().beats().get(30).beats()).isEqualTo(10);
        assertThat(part.cut().aboutServer())
                .extracting(seen -> seen.what().kind())
                .containsExactly("StreamClosed", "Probed", "Probed");
        assertThat(part.cut().observer().turns()).hasSize(61);
    }

    @Test
    public void theEndIsAddedToTheBundle() throws Exception {
        crash();
        turn(70_100, beat(VICTIM, 70_100));
        assertThat(parts)
                .extracting(BundlePart::moment)
                .containsExactly(BundlePart.Moment.VERDICT, BundlePart.Moment.END);
        BundleFolder folder = new BundleFolder(temporary.getRoot().toPath(), BundleFolder.Bounds.DEFAULT);

        try (BundleWriter writer = new BundleWriter(folder, ORIGIN)) {
            writer.start();
            parts.forEach(writer);
            Awaitility.await().until(() -> writer.counts().written() == 2);
        }

        byte[] bundle = folder.read(new IncidentId("7-1")).orElseThrow();
        List<JsonNode> lines = BundleReader.lines(bundle);
        assertThat(lines)
                .filteredOn(line -> line.path("line").asText().equals("bundle"))
                .extracting(line -> line.path("part").asText())
                .containsExactly("verdict", "end");
        assertThat(lines.get(0).path("settings").path("hbase.ha.lease").asText())
                .isEqualTo("1500ms");
        assertThat(lines.get(0).path("versions").path("hbase-ha").asText()).isEqualTo("test");
        JsonNode closed = lines.stream()
                .filter(line -> line.path("kind").asText().equals("StreamClosed"))
                .findFirst()
                .orElseThrow();
        assertThat(closed.path("at").asText()).isEqualTo("2026-01-01T00:01:10.050Z");
        assertThat(closed.path("offsetMillis").asDouble()).isEqualTo(-10.0);
        assertThat(closed.path("fields").path("byPeer").asText()).isEqualTo("true");
        assertThat(BundleReader.incident(bundle))
                .hasValueSatisfying(incident -> assertThat(incident.outcome()).isEqualTo("WITHDRAWN"));
    }

    @Test
    public void aDiskThatTakesNothingIsCountedAndNothingElse() throws IOException {
        crash();
        Path file = temporary.newFile("not-a-folder").toPath();
        BundleFolder folder = new BundleFolder(file, BundleFolder.Bounds.DEFAULT);

        try (BundleWriter writer = new BundleWriter(folder, ORIGIN)) {
            writer.start();
            parts.forEach(writer);
            Awaitility.await().until(() -> writer.counts().failed() == 1);
            Files.delete(file);
            parts.forEach(writer);
            Awaitility.await().until(() -> writer.counts().written() == 1);
        }

        assertThat(folder.read(new IncidentId("7-1"))).isPresent();
    }

    @Test
    public void theEndOfAnIncidentDoesNotGrowABundleOfAnEarlierLifeOfTheCluster() throws IOException {
        crash();
        turn(70_100, beat(VICTIM, 70_100));
        BundleFolder folder = new BundleFolder(temporary.getRoot().toPath(), BundleFolder.Bounds.DEFAULT);
        try (BundleWriter earlier = new BundleWriter(folder, ORIGIN)) {
            earlier.start();
            earlier.accept(parts.get(0));
            Awaitility.await().until(() -> earlier.counts().written() == 1);
        }

        try (BundleWriter writer = new BundleWriter(folder, ORIGIN)) {
            writer.start();
            writer.accept(parts.get(1));
            Awaitility.await().until(() -> writer.counts().written() == 1);
        }

        assertThat(BundleReader.lines(folder.read(new IncidentId("7-1")).orElseThrow()))
                .filteredOn(line -> line.path("line").asText().equals("bundle"))
                .hasSize(1);
    }

    @Test
    public void aLoopThatMakesMoreThanTheDiskTakesNeverWaits() {
        crash();
        BundleWriter writer =
                new BundleWriter(new BundleFolder(temporary.getRoot().toPath(), BundleFolder.Bounds.DEFAULT), ORIGIN);

        for (int i = 0; i < 300; i++) {
            writer.accept(parts.get(0));
        }

        assertThat(writer.counts().dropped()).isEqualTo(44);
    }

    @Test
    public void aBugInTheRecordingDoesNotReachTheLoop() {
        FlightLog broken = new FlightLog(part -> {
            throw new IllegalStateException("a bug");
        });
        crash();
        List<IncidentView> history = core.history(at(70_060), WALL);
        Effect verdict = new Effect.Note(new org.hbaseha.controller.audit.AuditEntry(
                WALL, new Epoch(7), "VERDICT", VICTIM.getServerName(), "7-1", "gone", Map.of()));

        broken.turned(List.of(), List.of(verdict), ids -> history, at(70_060), WALL);
        broken.turned(List.of(), List.of(verdict), ids -> history, at(70_060), WALL);

        assertThat(history).hasSize(1);
    }
}
