package org.hbaseha.controller.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.security.AccessControlException;
import org.hbaseha.controller.detection.FileSystemState;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What counts as an answer of the file system, and what only says that we cannot ask it. */
public class HBaseFoldersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Configuration configuration = new Configuration(false);

    /** Fails as its folder is called. */
    public static final class Failing extends RawLocalFileSystem {

        @Override
        public String getScheme() {
            return "failing";
        }

        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            throw path.getName().equals("denied")
                    ? new IOException("Failed on local exception", new AccessControlException("no ticket"))
                    : new IOException("Call failed", new IOException("No live NameNode\nat somewhere"));
        }
    }

    private FileSystemAnswer ask() {
        try (HBaseFolders folders = new HBaseFolders(configuration, PATIENCE)) {
            return folders.ask();
        }
    }

    private String local(String name) throws IOException {
        return folder.newFolder(name).toURI().toString();
    }

    private void failing() {
        configuration.set("fs.failing.impl", Failing.class.getName());
    }

    @Test
    public void aFolderThatIsThereIsWell() throws IOException {
        configuration.set("hbase.rootdir", local("root"));

        assertThat(ask().state()).isEqualTo(FileSystemState.WELL);
    }

    @Test
    public void withoutARootFolderNothingCanBeAsked() {
        assertThat(ask())
                .isEqualTo(new FileSystemAnswer(
                        FileSystemState.NOT_WATCHED, "hbase.rootdir", "is not set on this machine"));
    }

    @Test
    public void hbasesOwnDefaultIsNoSetting() {
        Configuration defaults = HBaseConfiguration.create();
        assertThat(defaults.get("hbase.rootdir")).isNotEmpty();

        try (HBaseFolders folders = new HBaseFolders(defaults, PATIENCE)) {
            assertThat(folders.ask().state()).isEqualTo(FileSystemState.NOT_WATCHED);
        }
    }

    @Test
    public void aFailureIsToldInItsInnermostWords() {
        failing();
        configuration.set("hbase.rootdir", "failing:///hbase");

        assertThat(ask())
                .isEqualTo(new FileSystemAnswer(FileSystemState.FAILED, "failing:///hbase", "No live NameNode"));
    }

    @Test
    public void theFolderOfTheLogsIsAskedToo() throws IOException {
        failing();
        configuration.set("hbase.rootdir", local("root"));
        configuration.set("hbase.wal.dir", "failing:///wal");

        assertThat(ask().source()).isEqualTo("failing:///wal");
        assertThat(ask().state()).isEqualTo(FileSystemState.FAILED);
    }

    @Test
    public void whoMayNotAskKnowsNothing() {
        failing();
        configuration.set("hbase.rootdir", "failing:///denied");
        assertThat(ask().state()).isEqualTo(FileSystemState.NOT_WATCHED);

        configuration.set("hbase.rootdir", "unheard-of:///hbase");
        assertThat(ask().state()).isEqualTo(FileSystemState.NOT_WATCHED);

        configuration.set("hbase.rootdir", folder.getRoot().toURI() + "not-there");
        assertThat(ask().state()).isEqualTo(FileSystemState.NOT_WATCHED);
    }

    @Test
    public void aNameNodeThatRefusesConnectionsHasFailed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        configuration.addResource("core-default.xml");
        configuration.set("hbase.rootdir", "hdfs://localhost:" + port + "/hbase");

        long begin = System.nanoTime();
        assertThat(ask().state()).isEqualTo(FileSystemState.FAILED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    public void aNameNodeThatHangsFailsWithinTheTimeOut() throws IOException {
        try (ServerSocket hanging = new ServerSocket(0)) {
            configuration.addResource("core-default.xml");
            configuration.set("hbase.rootdir", "hdfs://localhost:" + hanging.getLocalPort() + "/hbase");

            long begin = System.nanoTime();
            assertThat(ask().state()).isEqualTo(FileSystemState.FAILED);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }
}
