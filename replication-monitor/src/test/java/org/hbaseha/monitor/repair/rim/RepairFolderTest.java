package org.hbaseha.monitor.repair.rim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.config.Settings;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Planned;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.journal.JournalEntry.Proved;
import org.hbaseha.monitor.verification.Cells;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RepairFolderTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String ID = RepairFolder.newId(NOW);
    private static final Opened OPENED = new Opened(
            ID,
            Optional.empty(),
            NOW,
            "me",
            "t",
            "t",
            "p",
            new Policy(false, Optional.empty(), Optional.empty(), List.of(), false));

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path path;
    private RepairFolder folder;

    @Before
    public void open() {
        path = temporary.getRoot().toPath().resolve("repairs");
        folder = new RepairFolder(path);
    }

    private void begin() throws IOException {
        folder.create(ID, List.of(OPENED, new Planned(Cells.row("r")))).close();
    }

    private Path file() {
        return path.resolve(ID + ".jsonl");
    }

    @Test
    public void idTellsTheTimeAndNoTwoAreAlike() {
        assertThat(ID).matches("20260304-050607-[0-9a-f]{6}");
        assertThat(RepairFolder.newId(NOW)).isNotEqualTo(ID);
    }

    @Test
    public void journalIsReadAsItWasWrittenAndOnlyByItsOwner() throws Exception {
        begin();

        RepairFolder.Journal journal = folder.read(ID);

        assertThat(journal.history().opened()).isEqualTo(OPENED);
        assertThat(journal.history().unproved()).containsExactly(Cells.row("r"));
        assertThat(folder.ids()).containsExactly(ID);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    @Test
    public void lineThatACrashCutOffIsLeftOutAndWrittenOver() throws Exception {
        begin();
        Files.writeString(file(), "{\"line\":\"proved\",\"ro", StandardOpenOption.APPEND);

        RepairFolder.Journal torn = folder.read(ID);
        assertThat(torn.history().unproved()).containsExactly(Cells.row("r"));
        try (JournalFile journal = folder.reopen(torn)) {
            journal.write(List.of(new Proved(Cells.row("r"))));
        }

        assertThat(folder.read(ID).history().unproved()).isEmpty();
        assertThat(Files.readAllLines(file())).hasSize(3);
    }

    @Test
    public void journalThatIsBrokenInTheMiddleIsNotGoneBy() throws Exception {
        begin();
        Files.writeString(file(), "nonsense\n{\"line\":\"proved\",\"row\":\"r\"}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> folder.read(ID))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.code()).isEqualTo(ExitCode.ERROR))
                .hasMessageContaining("line=3");
    }

    @Test
    public void emptyJournalIsBroken() throws Exception {
        Files.createDirectories(path);
        Files.createFile(file());

        assertThatThrownBy(() -> folder.read(ID)).isInstanceOf(Trouble.class).hasMessageContaining("Journal is broken");
    }

    @Test
    public void twoProcessesDoNotWriteOneJournal() throws Exception {
        begin();
        RepairFolder.Journal journal = folder.read(ID);
        try (JournalFile first = folder.reopen(journal)) {
            assertThatThrownBy(() -> folder.reopen(journal))
                    .isInstanceOfSatisfying(
                            Trouble.class, trouble -> assertThat(trouble.code()).isEqualTo(ExitCode.REFUSED));
            first.write(List.of(new Proved(Cells.row("r"))));
        }
    }

    @Test
    public void unknownIdsAreToldWithTheFolder() {
        for (String id : List.of(ID, "../../etc/passwd", "")) {
            assertThatThrownBy(() -> folder.read(id))
                    .isInstanceOfSatisfying(
                            Trouble.class, trouble -> assertThat(trouble.code()).isEqualTo(ExitCode.USAGE))
                    .hasMessageContaining("No repair of that id");
        }
    }

    @Test
    public void folderThatCannotBeUsedIsToldBeforeAnythingIsChanged() throws Exception {
        Files.writeString(path, "a file");

        assertThatThrownBy(this::begin)
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.code()).isEqualTo(ExitCode.ERROR))
                .hasMessageContaining("nothing was changed");
    }

    @Test
    public void fullDiskLeavesWhatWasGoodAndTheNextWriteGoesOver() throws Exception {
        begin();
        boolean[] full = {true};
        RepairFolder filling = new RepairFolder(path, (file, bytes, position) -> {
            if (full[0]) {
                file.write(bytes.slice().limit(5), position);
                throw new IOException("No space left on device");
            }
            return file.write(bytes, position);
        });
        try (JournalFile journal = filling.reopen(filling.read(ID))) {
            assertThatThrownBy(() -> journal.write(List.of(new Proved(Cells.row("r")))))
                    .isInstanceOf(IOException.class);
            assertThat(folder.read(ID).history().proved()).isZero();

            full[0] = false;
            journal.write(List.of(new Proved(Cells.row("r"))));
        }

        assertThat(folder.read(ID).history().proved()).isOne();
        assertThat(Files.readString(file(), UTF_8)).endsWith("}\n");
    }

    @Test
    public void configuredFolderIsTaken() {
        assertThat(RepairFolder.of(Settings.of(Map.of("hbase.ha.monitor.repair.directory", "/a/b"))))
                .hasToString("/a/b");
    }
}
