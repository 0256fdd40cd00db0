package org.hbaseha.monitor.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.CellChange.Means;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.journal.JournalEntry;
import org.hbaseha.monitor.repair.journal.JournalEntry.Closed;
import org.hbaseha.monitor.repair.journal.JournalEntry.Fate;
import org.hbaseha.monitor.repair.journal.JournalEntry.Intent;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Outcome;
import org.hbaseha.monitor.repair.journal.JournalEntry.Planned;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.rim.RepairFolder;
import org.hbaseha.monitor.verification.Cells;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The commands that ask no cluster, as they are typed. */
public class RepairCommandsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String LOGS = "hbase.ha.log.dir";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Optional<String> logs = Optional.ofNullable(System.getProperty(LOGS));
    private Path folder;

    @Before
    public void listen() {
        System.setProperty(LOGS, temporary.getRoot().toString());
        folder = temporary.getRoot().toPath().resolve("repairs");
        PrintStream heard = new PrintStream(said, true, UTF_8);
        System.setOut(heard);
        System.setErr(heard);
    }

    @After
    public void restore() {
        System.setOut(out);
        System.setErr(err);
        logs.ifPresentOrElse(text -> System.setProperty(LOGS, text), () -> System.clearProperty(LOGS));
    }

    private int types(String... words) {
        said.reset();
        return ReplicationMain.run(words);
    }

    private String said() {
        return said.toString(UTF_8);
    }

    private String journal(boolean closed) throws IOException {
        String id = RepairFolder.newId(NOW);
        RowKey row = Cells.row("r1");
        CellChange change = new CellChange(
                Side.PEER,
                row,
                Optional.of(Cells.put("f", "q", 5, "secret-old")),
                Optional.of(Cells.put("f", "q", 5, "secret-new")),
                Means.WRITE,
                true);
        List<JournalEntry> lines = List.of(
                new Opened(
                        id,
                        Optional.empty(),
                        NOW,
                        "me@host",
                        "t",
                        "t",
                        "dr",
                        new Policy(false, Optional.empty(), Optional.empty(), List.of(), false)),
                new Planned(row),
                new Intent(1, Divergence.DIFFERENT, change),
                closed ? new Outcome(1, Fate.DONE, "") : new Planned(row),
                closed ? new Closed(NOW, "1 of 1 row proved repaired.") : new Planned(row));
        new RepairFolder(folder).create(id, lines).close();
        return id;
    }

    @Test
    public void listTellsOfEachRepairAndWhetherItCameToItsEnd() throws Exception {
        String whole = journal(true);
        String half = journal(false);

        assertThat(types("repair", "list")).isZero();

        assertThat(said())
                .contains(
                        whole + "  repair  table t, peer dr, by me@host, 1 cells changed: 1 of 1 row proved repaired.")
                .contains(half + "  repair  table t, peer dr, by me@host, 0 cells changed: not at its end");
    }

    @Test
    public void listTellsOfAJournalThatIsBrokenAndShowsTheOthers() throws Exception {
        String whole = journal(true);
        Files.writeString(folder.resolve("20260304-050607-ffffff.jsonl"), "nonsense\n");

        assertThat(types("repair", "list", "--json")).isEqualTo(4);

        assertThat(said()).contains("\"id\":\"" + whole + "\"").contains("Journal is broken");
    }

    @Test
    public void showTellsEachCellAndKeepsValuesToItselfWhenAsked() throws Exception {
        String id = journal(true);

        assertThat(types("repair", "show", id)).isZero();
        assertThat(said())
                .contains("DIFFERENT row r1 f:q at 5 on peer, by write: Put \"secret-old\"")
                .contains("-> Put \"secret-new\"")
                .contains("1 cells changed, 0 not changed, 0 not known.");

        assertThat(types("repair", "show", id, "--redact")).isZero();
        assertThat(said()).doesNotContain("secret").contains("10 bytes, hash ");
    }

    @Test
    public void noRepairsIsNoError() {
        assertThat(types("repair", "list")).isZero();
        assertThat(said()).contains("No repairs in " + folder);
    }

    @Test
    public void nonsenseIsUsage() {
        assertThat(types("repair")).isEqualTo(1);
        assertThat(types("repair", "show", "x")).isEqualTo(1);
        assertThat(said()).contains("No repair of that id id=x");
        assertThat(types("repair", "run", "t")).isEqualTo(1);
        assertThat(said()).contains("--peer");
        assertThat(types("repair", "run", "t", "--peer", "p", "--conflicts", "mars"))
                .isEqualTo(1);
        assertThat(said()).contains("'mars' is neither source nor peer");
        assertThat(types("repair", "run", "t", "--peer", "p", "--row", "r=mars"))
                .isEqualTo(1);
        assertThat(types("repair", "run", "--help")).isZero();
        assertThat(said()).contains("--restamp").contains("--row=ROW=SIDE").contains("Exit codes:");
    }
}
