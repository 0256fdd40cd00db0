package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The end of a log is found whatever there is. */
public final class ProcessLogTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private Path out;

    @Before
    public void nameFiles() {
        file = folder.getRoot().toPath().resolve("p.log");
        out = folder.getRoot().toPath().resolve("p.out");
    }

    @Test
    public void showsTheLastLinesOfTheLogAndThenOfTheOutput() throws IOException {
        Files.writeString(file, "1\n2\n3\n");
        Files.writeString(out, "a\nb");

        assertThat(new ProcessLog(file, out).tail(2)).containsExactly("2", "3", "a", "b");
    }

    @Test
    public void showsTheOutputOfAProcessThatNeverLogged() throws IOException {
        Files.writeString(out, "Unrecognized option\n");

        assertThat(new ProcessLog(file, out).tail(5)).containsExactly("Unrecognized option");
    }

    @Test
    public void showsTheEndOfALogLargerThanItReads() throws IOException {
        Files.write(file, Collections.nCopies(100_000, "a line of a long log"));

        assertThat(new ProcessLog(file, out).tail(3)).hasSize(3).containsOnly("a line of a long log");
    }
}
