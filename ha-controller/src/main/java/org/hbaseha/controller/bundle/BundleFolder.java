package org.hbaseha.controller.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bundles on disk: {@code bundles/ID.jsonl.gz} below the folder of the journal, at most {@link Bounds} of them, the oldest goes first. A
 * bundle is there whole or not at all. One thread writes, any may read.
 */
public final class BundleFolder {

    static final String NAME = "bundles";

    private static final String SUFFIX = ".jsonl.gz";
    private static final String UNFINISHED = ".tmp";

    /** How much of the disk bundles may take. */
    public record Bounds(int files, long bytes) {

        public static final Bounds DEFAULT = new Bounds(200, 64L << 20);
    }

    /** Writes a whole file; tests fill the disk. */
    @FunctionalInterface
    interface Output {
        void write(Path file, byte[] bytes) throws IOException;
    }

    private record Kept(Path file, FileTime written, long bytes) {}

    private final Path folder;
    private final Bounds bounds;
    private final Output output;

    public BundleFolder(Path directory, Bounds bounds) {
        this(directory, bounds, Files::write);
    }

    BundleFolder(Path directory, Bounds bounds, Output output) {
        this.folder = directory.resolve(NAME);
        this.bounds = bounds;
        this.output = output;
    }

    /** Begins the bundle of an incident; one of another incident with the same id, of a cluster that was set up anew, goes. */
    void write(IncidentId id, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(id.text() + UNFINISHED);
        try {
            output.write(unfinished, bytes);
            Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        removeOldest(file(id));
    }

    /** Adds to a bundle, or begins it when it is gone. */
    void append(IncidentId id, byte[] bytes) throws IOException {
        byte[] before = read(id).orElse(new byte[0]);
        byte[] all = new byte[before.length + bytes.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(bytes, 0, all, before.length, bytes.length);
        write(id, all);
    }

    /** Empty when there is none of this incident. */
    public Optional<byte[]> read(IncidentId id) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path file(IncidentId id) {
        return folder.resolve(id.text() + SUFFIX);
    }

    private void removeOldest(Path except) throws IOException {
        List<Kept> kept = new ArrayList<>(kept());
        kept.sort(Comparator.comparing(Kept::written));
        int files = kept.size();
        long bytes = kept.stream().mapToLong(Kept::bytes).sum();
        for (Kept oldest : kept) {
            if (files <= bounds.files() && bytes <= bounds.bytes()) {
                return;
            }
            if (!oldest.file().equals(except)) {
                Files.deleteIfExists(oldest.file());
                files--;
                bytes -= oldest.bytes();
            }
        }
    }

    private List<Kept> kept() throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                kept.add(new Kept(file, Files.getLastModifiedTime(file), Files.size(file)));
            }
        }
        return kept;
    }
}
