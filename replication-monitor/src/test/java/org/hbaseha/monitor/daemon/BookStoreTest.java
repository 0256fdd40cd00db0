package org.hbaseha.monitor.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.continuous.KnownRow;
import org.hbaseha.monitor.continuous.RangeMap;
import org.hbaseha.monitor.continuous.TableBook;
import org.hbaseha.monitor.continuous.Waiting;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What was kept is read again, whole or not at all. */
public final class BookStoreTest {

    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09.123456Z");

    private static final TableBook.Contents EMPTY = new TableBook(TableBook.Contents.NONE, NOW).contents();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private BookStore store;

    @Before
    public void openStore() throws IOException {
        store = BookStore.in(folder(), new Configuration());
    }

    @Test
    public void nothingIsKnownAtFirst() throws IOException {
        assertThat(store.read("a", "ns:table")).isEqualTo(TableBook.Contents.NONE);
    }

    @Test
    public void aBookIsReadAsItWasWritten() throws IOException {
        TableBook.Contents book = book();

        store.write("a", "ns:table", book);
        store.write("b", "ns:table", EMPTY);
        TableBook.Contents read = BookStore.in(folder(), new Configuration()).read("a", "ns:table");

        assertThat(read.compared()).isEqualTo(book.compared());
        assertThat(read.waiting()).isEqualTo(book.waiting());
        assertThat(read.rows()).isEqualTo(book.rows());
        assertThat(read.here().encode()).isEqualTo(book.here().encode());
        assertThat(read.there().isEmpty()).isTrue();
    }

    @Test
    public void theNewBookTakesThePlaceOfTheOld() throws IOException {
        store.write("a", "t", book());
        store.write("a", "t", EMPTY);

        assertThat(store.read("a", "t").since()).contains(NOW);
        assertThat(store.read("a", "t").compared()).isEmpty();
        assertThat(files()).containsExactly("t.json");
    }

    @Test
    public void whatWasBeingWrittenWhenAMonitorWasKilledDoesNotCount() throws IOException {
        store.write("a", "t", book());
        Files.writeString(path("t.json.new"), "{\"version\":1,\"compar");

        assertThat(store.read("a", "t").compared()).isEqualTo(book().compared());

        store.write("a", "t", EMPTY);
        assertThat(files()).containsExactly("t.json");
    }

    @Test
    public void aDamagedBookAndOneOfAnotherVersionAreNoBook() throws IOException {
        for (String text : List.of("", "{", "[]", "{\"version\":2}", "{\"version\":1,\"compared\":[{\"from\":7}]}")) {
            Files.createDirectories(folderOfFiles().resolve("a"));
            Files.write(path("t.json"), text.getBytes(StandardCharsets.UTF_8));
            Files.deleteIfExists(folderOfFiles().resolve("a/.t.json.crc"));

            assertThat(store.read("a", "t")).as(text).isEqualTo(TableBook.Contents.NONE);
        }
    }

    @Test
    public void aFolderThatCannotBeMadeIsTold() throws IOException {
        Path file = temporary.newFile("taken").toPath();

        assertThatThrownBy(
                        () -> BookStore.in(new org.apache.hadoop.fs.Path(file.toUri() + "/below"), new Configuration()))
                .isInstanceOf(IOException.class);
    }

    private TableBook.Contents book() {
        KeyRange left = new KeyRange(new byte[0], new byte[] {0, -1});
        KeyRange right = new KeyRange(new byte[] {0, -1}, new byte[0]);
        DirtyMarks marks =
                DirtyMarks.whenAllAreDone(List.of(new DirtyAnswer(left, new DirtyMark(-5, NOW), NOW, List.of(), 0, 0)));
        return new TableBook.Contents(
                Optional.of(NOW),
                List.of(new RangeMap.Piece<>(left, Optional.of(NOW)), new RangeMap.Piece<>(right, Optional.of(NOW))),
                List.of(new RangeMap.Piece<>(right, Optional.of(new Waiting(NOW, true)))),
                List.of(new KnownRow(
                        new RowKey(new byte[] {1, -2, 0}),
                        NOW,
                        Map.of(Divergence.MISSING, 2, Divergence.EXTRA, 1),
                        Optional.empty())),
                marks,
                DirtyMarks.NONE);
    }

    private org.apache.hadoop.fs.Path folder() {
        return new org.apache.hadoop.fs.Path(folderOfFiles().toUri());
    }

    private Path folderOfFiles() {
        return temporary.getRoot().toPath().resolve("books");
    }

    private Path path(String name) {
        return folderOfFiles().resolve("a").resolve(name);
    }

    /** Without the checksums that Hadoop's local file system keeps beside. */
    private List<String> files() throws IOException {
        try (var names = Files.list(folderOfFiles().resolve("a"))) {
            return names.map(name -> name.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }
}
