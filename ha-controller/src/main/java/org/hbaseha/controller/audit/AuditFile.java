package org.hbaseha.controller.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.hbaseha.config.ConfigException;

/**
 * The journal on disk. One process at a time, held by a lock on a file beside it. What was appended before a crash is whole after it: an
 * unfinished last line is cut off and, if the disk has room, kept aside, a journal that is broken anywhere else is moved aside whole and a
 * new one begun. A failed append leaves the good length as it was, and the next one writes over what the failed one left. Not thread safe.
 */
final class AuditFile implements AutoCloseable {

    static final String NAME = "audit.jsonl";

    private static final String LOCK = "audit.lock";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Writes at a position; tests fill the disk. */
    @FunctionalInterface
    interface Output {
        int write(FileChannel file, ByteBuffer bytes, long position) throws IOException;
    }

    /** What was found when the journal was opened; each to be told in the journal itself. */
    record Found(long last, String lastHash, Optional<String> trouble, boolean broken) {}

    private final FileChannel lock;
    private final FileChannel file;
    private final Output output;
    private final Found found;
    private long good;

    private AuditFile(FileChannel lock, FileChannel file, Output output, Found found, long good) {
        this.lock = lock;
        this.file = file;
        this.output = output;
        this.found = found;
        this.good = good;
    }

    /**
     * Opens the journal, repaired where it must be.
     *
     * @throws ConfigException when another process has this folder, or this user has no rights there
     * @throws IOException when the disk does not do what it should, which may pass
     */
    static AuditFile open(Path directory, Instant now, Output output) throws IOException {
        try {
            Files.createDirectories(directory);
            FileChannel lock = lock(directory);
            try {
                return openLocked(directory, now, lock, output);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw cannotOpen(directory, e);
        }
    }

    /** A setting stays wrong until somebody corrects it, a full disk does not: the one is thrown, the other returned. */
    static IOException cannotOpen(Path directory, IOException why) {
        if (why instanceof AccessDeniedException || why instanceof FileAlreadyExistsException) {
            throw new ConfigException("Folder of the audit journal cannot be used folder=" + directory + " error=" + why
                    + ": set hbase.ha.controller.directory to one that this user can write");
        }
        return new IOException(
                "Audit journal cannot be opened folder=" + directory + " error=" + why
                        + ": look whether its disk is full or broken",
                why);
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean ours;
        try {
            FileLock lock = channel.tryLock();
            ours = lock != null;
        } catch (OverlappingFileLockException e) {
            ours = false;
        }
        if (!ours) {
            channel.close();
            throw new ConfigException("Another controller uses this folder folder=" + directory
                    + ": stop it, or set hbase.ha.controller.directory to another one");
        }
        return channel;
    }

    private static AuditFile openLocked(Path directory, Instant now, FileChannel lock, Output output)
            throws IOException {
        Path path = directory.resolve(NAME);
        AuditChain.Check check = check(path);
        Found found = new Found(check.last(), check.lastHash(), Optional.empty(), false);
        long good = check.goodBytes();
        if (check.broken().isPresent()) {
            Path aside = directory.resolve(NAME + ".broken-" + STAMP.format(now));
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
            AuditChain.Break at = check.broken().get();
            String told = "The journal was broken and was moved aside; a new chain begins here line=" + at.line()
                    + " reason=\"" + at.reason() + "\" file=" + aside.getFileName();
            found = new Found(0, AuditLine.NO_LINE, Optional.of(told), true);
            good = 0;
        } else if (check.tailBytes() > 0) {
            Path aside = directory.resolve(NAME + ".torn-" + (check.last() + 1));
            String told = "The last line of the journal was not finished and was cut off bytes=" + check.tailBytes()
                    + keep(tail(path, check.goodBytes()), aside, output);
            found = new Found(check.last(), check.lastHash(), Optional.of(told), false);
        }
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            file.truncate(good);
            file.force(true);
            syncFolder(directory);
            return new AuditFile(lock, file, output, found, good);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static AuditChain.Check check(Path path) throws IOException {
        if (!Files.exists(path)) {
            return AuditChain.check(InputStream.nullInputStream());
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return AuditChain.check(in);
        }
    }

    private static byte[] tail(Path path, long from) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(from);
            return in.readAllBytes();
        }
    }

    /** Says where the tail is. It is worth nothing beside a journal that goes on, so that a full disk does not end the start. */
    private static String keep(byte[] tail, Path aside, Output output) throws IOException {
        try (FileChannel file = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(file, tail, 0, output);
            return " file=" + aside.getFileName();
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            return ", and could not be kept error=\"" + e + "\"";
        }
    }

    /** Returns the position behind the last byte. */
    private static long write(FileChannel file, byte[] all, long from, Output output) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(all);
        long position = from;
        while (bytes.hasRemaining()) {
            position += output.write(file, bytes, position);
        }
        return position;
    }

    /** So that the file's name survives a power cut too. */
    private static void syncFolder(Path directory) throws IOException {
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    Found found() {
        return found;
    }

    /** Writes whole lines and waits until the disk has them. */
    void append(byte[] lines) throws IOException {
        file.truncate(good);
        long position = write(file, lines, good, output);
        file.force(false);
        good = position;
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            lock.close();
        }
    }
}
