package org.hbaseha.controller.admin.preflight;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;

/**
 * The one safety rule of the file system: what fences a server that was expired and is not dead is HDFS's lease recovery on its WAL. HBase
 * recovers leases on {@code DistributedFileSystem} only and passes silently over every other ({@code RecoverLeaseFSUtils}). All servers of a
 * cluster share one root folder, so who shows it speaks for who does not; this machine's configuration stands in only when nobody shows it.
 */
final class WalFileSystemCheck implements PreflightCheck {

    private static final String SETTING = "file system of the WAL";

    @Override
    public List<Finding> findings(PreflightFacts facts) {
        List<Finding> shown = facts.hbase().regionServers().stream()
                .map(ServerFacts::configuration)
                .filter(configuration ->
                        configuration.own() && scheme(configuration).isPresent())
                .map(WalFileSystemCheck::finding)
                .distinct()
                .toList();
        return shown.isEmpty() ? List.of(finding(facts.local())) : shown;
    }

    private static Finding finding(ServerConfiguration configuration) {
        Optional<String> scheme = scheme(configuration);
        if (scheme.isEmpty()) {
            return Finding.forbid(
                    SETTING,
                    "could not be seen",
                    "hdfs",
                    "region servers do not show their /conf here and hbase.rootdir is not in this machine's hbase-site.xml:"
                            + " set HBASE_CONF_DIR to the cluster's configuration");
        }
        return scheme.get().equals("hdfs")
                ? Finding.ok(SETTING, "hdfs" + (configuration.own() ? "" : " (by guess)"), "")
                : Finding.forbid(
                        SETTING,
                        scheme.get() + (configuration.own() ? "" : " (by guess)"),
                        "hdfs",
                        "HBase recovers leases on HDFS only; without that an expired server that still runs could go on writing");
    }

    /** {@code hbase.wal.dir}, else {@code hbase.rootdir}, resolved against the default file system. */
    private static Optional<String> scheme(ServerConfiguration configuration) {
        Optional<String> folder = configuration
                .get("hbase.wal.dir")
                .filter(text -> !text.isEmpty())
                .or(() -> configuration.get("hbase.rootdir").filter(text -> !text.isEmpty()));
        return folder.flatMap(text -> schemeOf(text)
                        .or(() -> configuration.get("fs.defaultFS").flatMap(WalFileSystemCheck::schemeOf))
                        .or(() -> Optional.of("file")))
                .map(scheme -> scheme.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> schemeOf(String text) {
        try {
            return Optional.ofNullable(URI.create(text).getScheme());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
