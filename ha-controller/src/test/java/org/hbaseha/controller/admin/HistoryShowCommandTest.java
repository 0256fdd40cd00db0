package org.hbaseha.controller.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.outcome.ExitCode;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code history show}: one incident, and where its bundle comes from. */
public final class HistoryShowCommandTest {

    private static final String RS1 = "rs1,16020,1";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeCluster cluster = FakeCluster.ledBy(Views.leader(Views.alive(RS1)));

    @Test
    public void historyShowsOneIncidentInFull() {
        cluster.histories.set(
                0, Reply.of(Views.C1, List.of(Views.incident("7-1", RS1, 7, "RECOVERED", "VERDICT", "RECOVERED"))));

        assertThat(cluster.run("history", "show", "7-1")).isZero();
        assertThat(cluster.out()).startsWith("Incident 7-1  RECOVERED").contains("+250 ms  RECOVERED");
        assertThat(cluster.run("history", "show", "7-1", "--json")).isZero();
        assertThat(cluster.out()).contains("\"id\" : \"7-1\"");
    }

    @Test
    public void anUnknownIncidentIsASentence() {
        for (String id : List.of("7-9", "../../etc/passwd")) {
            FakeCluster fresh = FakeCluster.ledBy(Views.leader());
            assertThat(fresh.run("history", "show", id)).isEqualTo(ExitCode.USAGE.number());
            assertThat(fresh.err())
                    .isEqualTo("hbase-ha: No incident has the id " + id
                            + ": hbase-ha history lists those that are known\n");
        }
    }

    @Test
    public void anIncidentThatAControllerWhoWasNotReachedMayKnowIsNotCalledUnknown() {
        cluster.histories.set(0, Reply.failed(Views.C1, "refuses connections on port 16071"));

        assertThat(cluster.run("history", "show", "7-1")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(cluster.err()).contains("at the controllers that answered", "ctl1:16071 refuses connections");
    }

    @Test
    public void aBundleIsSavedFromTheControllerThatHasMostOfIt() throws IOException {
        cluster.histories.set(0, Reply.of(Views.C1, List.of(Views.incident("7-1", RS1, 7, "RECOVERED", "VERDICT"))));
        cluster.bundles.add(Reply.of(Views.C1, new byte[] {1}));
        cluster.bundles.add(Reply.of(Views.C2, new byte[] {1, 2}));
        Path file = folder.getRoot().toPath().resolve("b.jsonl.gz");

        assertThat(cluster.run("history", "show", "7-1", "--bundle", file.toString()))
                .isZero();
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
        assertThat(cluster.err()).contains("Bundle of 7-1 saved from controller ctl2:16071");

        assertThat(cluster.run("history", "show", "7-1", "--bundle", file.toString()))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).contains("File exists");
    }

    @Test
    public void aBundleThatCannotBeHadSaysWhoWroteItAndWhyNot() {
        cluster.histories.set(0, Reply.of(Views.C1, List.of(Views.incident("7-1", RS1, 7, "RECOVERED", "VERDICT"))));
        cluster.bundles.add(Reply.failed(Views.C2, "has no bundle of it"));
        Path file = folder.getRoot().toPath().resolve("b.jsonl.gz");

        assertThat(cluster.run("history", "show", "7-1", "--bundle", file.toString()))
                .isEqualTo(ExitCode.ERROR.number());
        assertThat(cluster.err())
                .contains("Bundle of 7-1 cannot be had: it was written by controller c1, which does not run any more")
                .contains("ctl2:16071 has no bundle of it");
        assertThat(file).doesNotExist();
    }

    @Test
    public void anIncidentThatWasForgottenIsReadFromItsBundle() throws IOException {
        String line = "{\"line\":\"incident\",\"incident\":{\"id\":\"7-1\",\"server\":\"" + RS1
                + "\",\"outcome\":\"RECOVERED\",\"evidenceClass\":\"C\",\"sentence\":\"gone\",\"evidence\":[],"
                + "\"refusal\":\"\",\"controller\":\"c1\",\"milestones\":[]}}\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(line.getBytes(StandardCharsets.UTF_8));
        }
        cluster.bundles.add(Reply.of(Views.C1, bytes.toByteArray()));

        assertThat(cluster.run("history", "show", "7-1")).isZero();
        assertThat(cluster.out()).startsWith("Incident 7-1  RECOVERED");
    }
}
