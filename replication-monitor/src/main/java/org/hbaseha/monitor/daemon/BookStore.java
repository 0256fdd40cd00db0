package org.hbaseha.monitor.daemon;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.hbaseha.monitor.continuous.TableBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where books are kept: a file for each peer and table, in a folder that all monitors of a cluster share, such as HDFS, so that whoever is elected next goes on.
 * A file is written beside the old one and then takes its place. Monitors that both think they are elected may overwrite each other: either book is
 * true, and what the older does not know is compared once more. Any thread, one for each table.
 */
final class BookStore {

    private static final Logger LOG = LoggerFactory.getLogger(BookStore.class);

    private final FileContext files;
    private final Path folder;

    private BookStore(FileContext files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Throws {@link IOException} where the folder cannot be had. */
    static BookStore in(Path folder, Configuration configuration) throws IOException {
        FileContext files = FileContext.getFileContext(folder.toUri(), configuration);
        files.mkdir(folder, FileContext.DIR_DEFAULT_PERM, true);
        return new BookStore(files, files.makeQualified(folder));
    }

    /** What is kept of a table; nothing where there is no book, or none that can be read: then all is compared anew. */
    TableBook.Contents read(String peer, String table) throws IOException {
        Path file = file(peer, table);
        Optional<byte[]> bytes = bytes(file);
        if (bytes.isEmpty()) {
            return TableBook.Contents.NONE;
        }
        try {
            return BookForm.read(bytes.get());
        } catch (IOException e) {
            LOG.warn("What was known of a table is lost, and it is compared anew file={}: {}", file, e.getMessage());
            return TableBook.Contents.NONE;
        }
    }

    private Optional<byte[]> bytes(Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    void write(String peer, String table, TableBook.Contents book) throws IOException {
        Path file = file(peer, table);
        Path fresh = file.suffix(".new");
        EnumSet<CreateFlag> anew = EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE);
        try (FSDataOutputStream out = files.create(fresh, anew, CreateOpts.createParent())) {
            out.write(BookForm.write(book));
            out.hsync();
        }
        files.rename(fresh, file, Rename.OVERWRITE);
    }

    private Path file(String peer, String table) {
        // A namespace ends with a colon, which paths of Hadoop cannot have.
        return new Path(new Path(folder, peer), table.replace(':', '%') + ".json");
    }
}
