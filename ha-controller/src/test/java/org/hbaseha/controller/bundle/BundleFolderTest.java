package org.hbaseha.controller.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class BundleFolderTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private BundleFolder folder(int files, long bytes) {
        return new BundleFolder(temporary.getRoot().toPath(), new BundleFolder.Bounds(files, bytes));
    }

    private static IncidentId id(String text) {
        return new IncidentId(text);
    }

    private void writtenAt(String id, long second) throws IOException {
        Files.setLastModifiedTime(file(id), FileTime.from(Instant.ofEpochSecond(second)));
    }

    private Path file(String id) {
        return temporary.getRoot().toPath().resolve("bundles").resolve(id + ".jsonl.gz");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temporary.getRoot().toPath().resolve("bundles"))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    public void aBundleIsReadBackAndGrows() throws IOException {
        BundleFolder folder = folder(10, 1_000);

        folder.write(id("7-1"), new byte[] {1});
        folder.append(id("7-1"), new byte[] {2});

        assertThat(folder.read(id("7-1"))).hasValue(new byte[] {1, 2});
        assertThat(folder.read(id("7-2"))).isEmpty();
    }

    @Test
    public void tooManyBundlesPushOutTheOldest() throws IOException {
        BundleFolder folder = folder(2, 1_000);
        folder.write(id("7-1"), new byte[1]);
        writtenAt("7-1", 200);
        folder.write(id("7-2"), new byte[1]);
        writtenAt("7-2", 100);

        folder.write(id("7-3"), new byte[1]);

        assertThat(names()).containsExactly("7-1.jsonl.gz", "7-3.jsonl.gz");
    }

    @Test
    public void tooLargeBundlesPushOutTheOldestButNeverTheNewest() throws IOException {
        BundleFolder folder = folder(100, 10);
        folder.write(id("7-1"), new byte[6]);
        writtenAt("7-1", 100);
        folder.write(id("7-2"), new byte[4]);
        writtenAt("7-2", 200);

        folder.write(id("7-3"), new byte[5]);
        assertThat(names()).containsExactly("7-2.jsonl.gz", "7-3.jsonl.gz");
        folder.write(id("7-4"), new byte[50]);
        assertThat(names()).containsExactly("7-4.jsonl.gz");
    }

    @Test
    public void aDiskThatFillsUpLeavesNoHalfBundle() throws IOException {
        folder(10, 1_000).write(id("7-1"), new byte[] {1});
        BundleFolder full = new BundleFolder(
                temporary.getRoot().toPath(), BundleFolder.Bounds.DEFAULT, BundleFolderTest::halfAndNoMore);

        assertThatThrownBy(() -> full.append(id("7-1"), new byte[] {2})).isInstanceOf(IOException.class);

        assertThat(names()).containsExactly("7-1.jsonl.gz");
        assertThat(full.read(id("7-1"))).hasValue(new byte[] {1});
    }

    static void halfAndNoMore(Path file, byte[] bytes) throws IOException {
        Files.write(file, new byte[bytes.length / 2]);
        throw new IOException("No space left on device");
    }

    @Test
    public void nothingThatCouldBeAPathIsAnId() {
        for (String text : List.of(
                "", ".", "..", "../x", "/etc/passwd", "a/b", "a\\b", "7-1.jsonl", "a\u0000b", "7 1", "-7", "7-1\n")) {
            assertThat(IncidentId.parse(text)).as(text).isEmpty();
            assertThatThrownBy(() -> new IncidentId(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(IncidentId.parse("1".repeat(65))).isEmpty();
        assertThat(IncidentId.parse("7-1")).isPresent();
    }
}
