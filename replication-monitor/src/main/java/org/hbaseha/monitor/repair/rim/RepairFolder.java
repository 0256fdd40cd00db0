package org.hbaseha.monitor.repair.rim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.monitor.repair.journal.JournalCodec;
import org.hbaseha.monitor.repair.journal.JournalEntry;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.repair.rim.JournalFile.Output;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/**
 * The folder of the journals, a file each: {@code ID.jsonl}. They hold users' values, so that only their owner may read them. A last line that was not finished
 * when its process died is left out: what it says had not been done yet. Any thread.
 */
public final class RepairFolder {

    private static final String SUFFIX = ".jsonl";
    private static final String ID_PATTERN = "[0-9]{8}-[0-9]{6}-[0-9a-f]{6}";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Output output;

    public RepairFolder(Path folder) {
        this(folder, (file, bytes, position) -> file.write(bytes, position));
    }

    RepairFolder(Path folder, Output output) {
        this.folder = folder;
        this.output = output;
    }

    /** Where it is configured to be: else under the log folder of this host, else at home. */
    public static RepairFolder of(Settings settings) {
        Optional<Path> logs = Optional.ofNullable(System.getProperty("hbase.ha.log.dir"))
                .or(() -> Optional.ofNullable(System.getenv("HBASE_HA_LOG_DIR")))
                .filter(text -> !text.isBlank())
                .map(Path::of);
        Path home = Path.of(System.getProperty("user.home", "."), ".hbase-ha");
        return new RepairFolder(
                settings.find(HaKeys.REPAIR_DIRECTORY).map(Path::of).orElseGet(() -> logs.orElse(home)
                        .resolve("repairs")));
    }

    /** A journal as it was read. */
    public record Journal(Path path, RepairHistory history, long goodBytes) {}

    /** Time and chance: two never meet, and the newest is the last. */
    public static String newId(Instant now) {
        return TIME.format(now) + String.format(Locale.ROOT, "-%06x", new SecureRandom().nextInt(1 << 24));
    }

    /** Begins a journal with these lines; when it returns the disk has them. */
    public JournalFile create(String id, List<? extends JournalEntry> first) throws IOException {
        Path path = folder.resolve(id + SUFFIX);
        try {
            Files.createDirectories(folder, ownerOnly("rwx------"));
            FileChannel.open(
                            path,
                            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly("rw-------"))
                    .close();
            syncFolder();
            JournalFile journal = JournalFile.open(path, 0, output);
            journal.write(first);
            return journal;
        } catch (IOException e) {
            throw new Trouble(
                    ExitCode.ERROR,
                    "Journal cannot be written, so nothing was changed journal=" + path + " error=" + e,
                    "make room or set " + HaKeys.REPAIR_DIRECTORY.name() + " to a folder that this user can write",
                    e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String rights) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Goes on with a journal that was read. */
    public JournalFile reopen(Journal journal) throws IOException {
        return JournalFile.open(journal.path(), journal.goodBytes(), output);
    }

    /** The ids of all journals, the newest last. */
    public List<String> ids() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(id -> id.matches(ID_PATTERN))
                    .sorted()
                    .toList();
        }
    }

    /** Throws {@link Trouble} where there is no such journal, or it cannot be read. */
    public Journal read(String id) throws IOException {
        Path path = folder.resolve(id + SUFFIX);
        if (!id.matches(ID_PATTERN)) {
            throw unknown(id);
        }
        try {
            return read(path, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw unknown(id);
        }
    }

    private Trouble unknown(String id) {
        return new Trouble(
                ExitCode.USAGE,
                "No repair of that id id=" + id + " folder=" + folder,
                "hbase-ha replication repair list has them");
    }

    private static Journal read(Path path, byte[] bytes) {
        int good = bytes.length;
        while (good > 0 && bytes[good - 1] != '\n') {
            good--;
        }
        List<JournalEntry> entries = new ArrayList<>();
        String[] lines = new String(bytes, 0, good, UTF_8).split("\n", -1);
        // Behind the last end of line there is nothing.
        for (int i = 0; i < lines.length - 1; i++) {
            try {
                entries.add(JournalCodec.decode(lines[i]));
            } catch (IllegalArgumentException e) {
                throw broken(path, i + 1, e);
            }
        }
        try {
            return new Journal(path, RepairHistory.of(entries), good);
        } catch (IllegalArgumentException e) {
            throw broken(path, 1, e);
        }
    }

    private static Trouble broken(Path path, int line, IllegalArgumentException why) {
        return new Trouble(
                ExitCode.ERROR,
                "Journal is broken journal=" + path + " line=" + line + " error=" + why.getMessage(),
                "restore the file from a copy; nothing is undone by half of a journal",
                why);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
