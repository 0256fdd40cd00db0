package org.hbaseha.controller.observation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.security.sasl.SaslException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.hbaseha.controller.detection.FileSystemState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks about the root folder of HBase and that of its write-ahead logs, for an expiry needs both; of HDFS also whether it is in safe mode, in which
 * it answers and no log could be split. Its clients are its own and have short time-outs. What says nothing of the file system but that we cannot
 * ask it (no such setting, no such folder, no rights, no client) is told as such.
 */
final class HBaseFolders implements FileSystemQuestion {

    private static final Logger LOG = LoggerFactory.getLogger(HBaseFolders.class);
    private static final String ROOT = "hbase.rootdir";
    private static final String WAL = "hbase.wal.dir";

    private final Configuration configuration;
    private final List<String> folders;
    private final Map<String, FileSystem> open = new ConcurrentHashMap<>();

    HBaseFolders(Configuration hbase, Duration timeout) {
        configuration = hurried(hbase, timeout);
        folders = isConfigured(ROOT)
                ? Stream.of(ROOT, WAL)
                        .filter(this::isConfigured)
                        .map(configuration::getTrimmed)
                        .distinct()
                        .toList()
                : List.of();
    }

    /** With Hadoop's defaults one address that is gone is tried for minutes. Half of the time is left for a second NameNode. */
    private static Configuration hurried(Configuration hbase, Duration timeout) {
        Configuration quick = new Configuration(hbase);
        long half = timeout.dividedBy(2).toMillis();
        Map.of(
                        "ipc.client.connect.timeout", half,
                        "ipc.client.rpc-timeout.ms", half,
                        "ipc.client.connect.max.retries", 1L,
                        "ipc.client.connect.retry.interval", 100L,
                        "ipc.client.connect.max.retries.on.timeouts", 0L,
                        "dfs.client.failover.max.attempts", 3L,
                        "dfs.client.failover.sleep.base.millis", 100L,
                        "dfs.client.failover.sleep.max.millis", 500L)
                .forEach(quick::setLong);
        return quick;
    }

    /** HBase's own default is a folder of the machine that asks. */
    private boolean isConfigured(String key) {
        String[] sources = configuration.getPropertySources(key);
        boolean isDefault =
                sources != null && sources.length > 0 && sources[sources.length - 1].endsWith("-default.xml");
        return !isDefault && !configuration.getTrimmed(key, "").isEmpty();
    }

    @Override
    public String source() {
        return folders.isEmpty() ? ROOT : String.join(", ", folders);
    }

    @Override
    public FileSystemAnswer ask() {
        if (folders.isEmpty()) {
            return answer(FileSystemState.NOT_WATCHED, ROOT, "is not set on this machine");
        }
        for (String folder : folders) {
            try {
                look(folder);
            } catch (IOException | IllegalArgumentException e) {
                LOG.debug("The file system did not answer as it should folder={}", folder, e);
                return answer(cannotAsk(e) ? FileSystemState.NOT_WATCHED : FileSystemState.FAILED, folder, words(e));
            }
        }
        return answer(FileSystemState.WELL, source(), "answers");
    }

    private void look(String folder) throws IOException {
        Path path = new Path(folder);
        FileSystem system = open.get(folder);
        if (system == null) {
            // Not one of the JVM's cache, whose time-outs are others'.
            system = FileSystem.newInstance(path.toUri(), configuration);
            open.put(folder, system);
        }
        var unused = system.getFileStatus(path);
        if (system instanceof DistributedFileSystem hdfs && hdfs.isInSafeMode()) {
            throw new IOException("is in safe mode");
        }
    }

    private static boolean cannotAsk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable told = cause instanceof RemoteException remote ? remote.unwrapRemoteException() : cause;
            if (told instanceof FileNotFoundException
                    || told instanceof AccessControlException
                    || told instanceof SaslException
                    || told instanceof UnsupportedFileSystemException
                    || told instanceof IllegalArgumentException) {
                return true;
            }
        }
        return false;
    }

    /** Hadoop wraps what happened in sentences about where; the innermost says it, in its first line. */
    private static String words(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String kind =
                root.getClass() == IOException.class ? "" : root.getClass().getSimpleName() + ": ";
        return kind
                + String.valueOf(root.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip();
    }

    private static FileSystemAnswer answer(FileSystemState state, String source, String text) {
        return new FileSystemAnswer(state, source, text);
    }

    @Override
    public void close() {
        open.values().forEach(system -> {
            try {
                system.close();
            } catch (IOException e) {
                LOG.debug("A client of the file system did not close in order", e);
            }
        });
    }
}
