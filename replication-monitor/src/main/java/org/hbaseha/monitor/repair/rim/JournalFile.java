package org.hbaseha.monitor.repair.rim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.monitor.repair.journal.JournalCodec;
import org.hbaseha.monitor.repair.journal.JournalEntry;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/**
 * A journal that is being written, by one process at a time. {@link #write} returns when the disk has the lines; a write that failed leaves what was good, and
 * the next one writes over it. Not thread safe.
 */
public final class JournalFile implements RepairJournal, Closeable {

    /** Writes at a position; tests fill the disk. */
    @FunctionalInterface
    interface Output {
        int write(FileChannel file, ByteBuffer bytes, long position) throws IOException;
    }

    private final Path path;
    private final FileChannel file;
    private final Output output;
    private final List<JournalEntry> waiting = new ArrayList<>();
    private long good;

    private JournalFile(Path path, FileChannel file, Output output, long good) {
        this.path = path;
        this.file = file;
        this.output = output;
        this.good = good;
    }

    /** Opens the file at {@code path}, which exists; what lies behind its first {@code good} bytes is cut off. */
    static JournalFile open(Path path, long good, Output output) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            lock(file, path);
            file.truncate(good);
            return new JournalFile(path, file, output, good);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        boolean ours;
        try {
            ours = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            ours = false;
        }
        if (!ours) {
            throw new Trouble(
                    ExitCode.REFUSED,
                    "Another process goes on with this repair journal=" + path,
                    "let it end, or stop it");
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void later(JournalEntry entry) {
        waiting.add(entry);
    }

    @Override
    public void write(List<? extends JournalEntry> entries) throws IOException {
        StringBuilder lines = new StringBuilder();
        waiting.forEach(entry -> lines.append(JournalCodec.encode(entry)).append('\n'));
        entries.forEach(entry -> lines.append(JournalCodec.encode(entry)).append('\n'));
        if (lines.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(UTF_8));
        long position = good;
        while (bytes.hasRemaining()) {
            position += output.write(file, bytes, position);
        }
        file.force(false);
        good = position;
        waiting.clear();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
