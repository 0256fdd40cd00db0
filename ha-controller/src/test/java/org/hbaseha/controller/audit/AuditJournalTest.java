package org.hbaseha.controller.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hbaseha.config.ConfigException;
import org.hbaseha.fencing.Epoch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class AuditJournalTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
    private static final int ENTRIES = 3;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void writesNumberedLinesThatNameTheOneBefore() throws Exception {
        write(ENTRIES);

        List<String> lines = Files.readAllLines(journal());
        assertThat(lines).hasSize(ENTRIES);
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.path("seq").asLong()).isEqualTo(2);
        assertThat(second.path("prev").asText())
                .isEqualTo(AuditLine.sha256(lines.get(0).getBytes(StandardCharsets.UTF_8)));
        assertThat(second.path("controller").asText()).isEqualTo("controller-1");
        assertThat(second.path("epoch").asLong()).isEqualTo(3);
        assertThat(second.path("kind").asText()).isEqualTo("VERDICT");
        assertThat(second.path("facts").path("number").asText()).isEqualTo("1");
        assertThat(second.path("sentence").asText()).contains("naïve");
        assertThat(AuditJournal.verify(root())).isEqualTo(new AuditJournal.Verification(ENTRIES, Optional.empty()));
    }

    @Test
    public void aJournalCutAtAnyByteIsContinued() throws Exception {
        write(ENTRIES);
        byte[] whole = Files.readAllBytes(journal());

        for (int cut = 0; cut <= whole.length; cut++) {
            Path directory = folder.newFolder().toPath();
            byte[] left = Arrays.copyOf(whole, cut);
            Files.write(directory.resolve(AuditFile.NAME), left);
            long finished = lineFeeds(left);
            boolean torn = cut > 0 && left[cut - 1] != '\n';

            try (AuditJournal journal = open(directory)) {
                journal.record(entry(9));
            }

            assertThat(AuditJournal.verify(directory))
                    .as("cut at byte %s", cut)
                    .isEqualTo(new AuditJournal.Verification(finished + (torn ? 2 : 1), Optional.empty()));
            Path aside = directory.resolve(AuditFile.NAME + ".torn-" + (finished + 1));
            assertThat(Files.exists(aside)).as("cut at byte %s", cut).isEqualTo(torn);
            if (torn) {
                int start = cut - Files.readAllBytes(aside).length;
                assertThat(Files.readAllBytes(aside)).isEqualTo(Arrays.copyOfRange(whole, start, cut));
            }
        }
    }

    @Test
    public void verifyNamesTheLineOfAnyByteThatWasChanged() throws Exception {
        write(ENTRIES);
        byte[] whole = Files.readAllBytes(journal());

        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x01;
            Files.write(journal(), changed);

            long line = lineFeeds(Arrays.copyOf(whole, at)) + 1;
            assertThat(AuditJournal.verify(journal()).bad())
                    .as("byte %s of line %s", at, line)
                    .hasValueSatisfying(bad -> assertThat(bad).startsWith("line " + line + " "));
        }
    }

    @Test
    public void verifyNoticesLinesThatWereTakenOutOrSwapped() throws Exception {
        write(ENTRIES);
        List<String> lines = Files.readAllLines(journal());

        Files.write(journal(), List.of(lines.get(0), lines.get(2)));
        assertThat(AuditJournal.verify(root()).bad()).contains("line 2 has the number 3");

        Files.write(journal(), List.of(lines.get(1), lines.get(0)));
        assertThat(AuditJournal.verify(root()).bad()).contains("line 1 has the number 2");
    }

    @Test
    public void aBrokenJournalIsMovedAsideAndTheNewOneSaysSo() throws Exception {
        write(ENTRIES);
        byte[] changed = Files.readAllBytes(journal());
        changed[10] ^= 0x01;
        Files.write(journal(), changed);

        try (AuditJournal journal = open(root())) {
            await().until(() -> journal.counts().written() == 1);
            assertThat(journal.counts().broken()).isEqualTo(1);
        }

        Path aside = root().resolve(AuditFile.NAME + ".broken-20260101T120000.000Z");
        assertThat(Files.readAllBytes(aside)).isEqualTo(changed);
        assertThat(Files.readString(journal())).contains("JOURNAL_REPAIRED").contains("line=1");
        assertThat(AuditJournal.verify(root()).goodLines()).isEqualTo(1);
    }

    @Test
    public void twoControllersCannotShareAFolder() throws Exception {
        try (AuditJournal first = open(root())) {
            assertThat(first.counts().errors()).isZero();
            assertThatThrownBy(() -> open(root()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("Another controller uses this folder");
        }
        write(1);
    }

    @Test
    public void aTornJournalIsContinuedThoughTheDiskHasNoRoomForTheTail() throws Exception {
        write(1);
        Files.writeString(journal(), "{\"seq\":2", StandardOpenOption.APPEND);
        AtomicInteger failures = new AtomicInteger(1);
        AuditFile.Output full = (file, bytes, at) -> {
            if (failures.getAndDecrement() > 0) {
                file.write(bytes.slice(0, 2), at);
                throw new IOException("No space left on device");
            }
            return file.write(bytes, at);
        };

        try (AuditJournal journal = open(root(), 100, full)) {
            journal.record(entry(5));
            await().until(() -> journal.counts().written() == 2);
        }

        assertThat(AuditJournal.verify(root())).isEqualTo(new AuditJournal.Verification(3, Optional.empty()));
        assertThat(Files.readAllLines(journal()).get(1))
                .contains("JOURNAL_REPAIRED", "bytes=8", "could not be kept", "No space left on device");
        assertThat(root().resolve(AuditFile.NAME + ".torn-2")).doesNotExist();
    }

    @Test
    public void aDiskThatFailsAtTheStartIsNoSettingThatStaysWrong() throws Exception {
        Files.createDirectory(journal());

        assertThatThrownBy(() -> open(root()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Audit journal cannot be opened folder=" + root());
    }

    @Test
    public void aFolderWithoutRightsIsASettingThatStaysWrong() throws Exception {
        Path file = Files.createFile(root().resolve("file"));

        assertThatThrownBy(() -> open(file)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> AuditFile.cannotOpen(root(), new AccessDeniedException("audit.lock")))
                .isInstanceOf(ConfigException.class);
        assertThat(AuditFile.cannotOpen(root(), new FileSystemException("audit.lock", null, "Read-only file system")))
                .isInstanceOf(IOException.class);
    }

    @Test
    public void aFullDiskIsTriedAgainAndLosesNothing() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        AuditFile.Output full = (file, bytes, at) -> {
            if (failures.getAndDecrement() > 0) {
                ByteBuffer half = bytes.slice(0, bytes.remaining() / 2);
                file.write(half, at);
                throw new IOException("No space left on device");
            }
            return file.write(bytes, at);
        };

        try (AuditJournal journal = open(root(), 100, full)) {
            journal.record(entry(0));
            await().until(() -> journal.counts().written() == 1);
            assertThat(journal.counts()).isEqualTo(new AuditJournal.Counts(1, 0, 3, 0));
        }

        assertThat(AuditJournal.verify(root()).goodLines()).isEqualTo(1);
    }

    @Test
    public void dropsWhatItCannotKeepAndRecordsTheGap() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        AuditFile.Output slow = (file, bytes, at) -> {
            waitFor(disk);
            return file.write(bytes, at);
        };

        try (AuditJournal journal = open(root(), 2, slow)) {
            for (int i = 0; i < 50; i++) {
                journal.record(entry(i));
            }
            assertThat(journal.counts().dropped()).isBetween(40L, 48L);
            assertThat(journal.lost()).isEqualTo(journal.counts().dropped());
            disk.countDown();
            await().until(() -> Files.readString(journal()).contains("JOURNAL_GAP"));
        }

        assertThat(AuditJournal.verify(root()).bad()).isEmpty();
    }

    @Test
    public void anEntryThatIsNotTextIsCountedAndTheChainGoesOn() throws Exception {
        try (AuditJournal journal = open(root())) {
            journal.record(
                    new AuditEntry(NOON.instant(), Epoch.NONE, "VERDICT", "", "", "half a pair: \ud800", Map.of()));
            journal.record(entry(1));
        }

        assertThat(AuditJournal.verify(root()).bad()).isEmpty();
        assertThat(Files.readString(journal())).contains("sentence 1");
    }

    @Test
    public void aBugInOneEntryIsCountedAndTheJournalGoesOn() throws Exception {
        Map<String, String> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new IllegalStateException("a bug");
            }
        };

        try (AuditJournal journal = open(root())) {
            journal.record(new AuditEntry(NOON.instant(), Epoch.NONE, "VERDICT", "", "", "broken", broken));
            await().until(() -> journal.counts().errors() == 1);
            journal.record(entry(1));
            await().until(() -> Files.readString(journal()).contains("sentence 1"));
        }

        assertThat(AuditJournal.verify(root()).bad()).isEmpty();
    }

    @Test
    public void aBugInWritingLosesOneBatchAndTheJournalGoesOn() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        AuditFile.Output broken = (file, bytes, at) -> {
            if (first.getAndSet(false)) {
                throw new IllegalStateException("a bug");
            }
            return file.write(bytes, at);
        };

        try (AuditJournal journal = open(root(), 100, broken)) {
            journal.record(entry(0));
            await().until(() -> journal.counts().errors() == 1);
            journal.record(entry(1));
            await().until(() -> Files.readString(journal()).contains("sentence 1"));
        }

        assertThat(AuditJournal.verify(root())).isEqualTo(new AuditJournal.Verification(1, Optional.empty()));
    }

    @Test
    public void aTornJournalIsRepairedBeforeThereIsAnEpoch() throws Exception {
        write(1);
        Files.writeString(journal(), "{\"seq\":2", StandardOpenOption.APPEND);

        try (AuditJournal journal = open(root())) {
            await().until(() -> journal.counts().written() == 1);
            journal.record(entry(5));
        }

        List<String> lines = Files.readAllLines(journal());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("JOURNAL_REPAIRED").doesNotContain("\"epoch\"");
        assertThat(lines.get(2)).contains("\"epoch\":3");
    }

    @Test
    public void anEntryIsSettledWhenTheDiskHasIt() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        AuditFile.Output slow = (file, bytes, at) -> {
            waitFor(disk);
            return file.write(bytes, at);
        };

        try (AuditJournal journal = open(root(), 100, slow)) {
            assertThat(journal.awaitSettled(journal.taken(), Duration.ZERO)).isTrue();
            journal.record(entry(0));
            journal.record(entry(1));
            long position = journal.taken();

            assertThat(journal.awaitSettled(position, Duration.ofMillis(20))).isFalse();
            disk.countDown();

            assertThat(journal.awaitSettled(position, Duration.ofSeconds(30))).isTrue();
            assertThat(AuditJournal.verify(root()).goodLines()).isEqualTo(position);
        }
    }

    @Test
    public void leavesNothingBehindButItsFiles() throws Exception {
        write(1);

        try (Stream<Path> files = Files.list(root())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("audit.jsonl", "audit.lock");
        }
    }

    private void write(int entries) throws IOException {
        try (AuditJournal journal = open(root())) {
            for (int i = 0; i < entries; i++) {
                journal.record(entry(i));
            }
        }
    }

    private AuditJournal open(Path directory) throws IOException {
        return open(directory, 100, (file, bytes, at) -> file.write(bytes, at));
    }

    private static AuditJournal open(Path directory, int queue, AuditFile.Output output) throws IOException {
        return AuditJournal.open(directory, "controller-1", NOON, queue, Duration.ofMillis(1), output);
    }

    private static AuditEntry entry(int number) {
        return new AuditEntry(
                NOON.instant(),
                new Epoch(3),
                "VERDICT",
                "host,1,1",
                "incident-1",
                "A naïve sentence " + number,
                Map.of("number", Integer.toString(number)));
    }

    private static long lineFeeds(byte[] bytes) {
        long count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private Path root() {
        return folder.getRoot().toPath();
    }

    private Path journal() {
        return root().resolve(AuditFile.NAME);
    }
}
