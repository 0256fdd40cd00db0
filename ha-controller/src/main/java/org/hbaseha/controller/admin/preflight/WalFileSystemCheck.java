package org.hbaseha.controller.admin.preflight;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;

/**
 * The one safety rule of the file system: what fences a server that was expired and is not dead is HDFS's lease recovery on its WAL. HBase
 * recovers leases on {@code DistributedFileSystem} only and passes silently over every other ({@code RecoverLeaseFSUtils}).
 */
final class WalFileSystemCheck implements PreflightCheck {

    private static final String SETTING = "file system of the WAL";

    @Override
    public List<Finding> findings(PreflightFacts facts) {
        List<String> schemes = Stream.concat(
                        facts.hbase().regionServers().stream().map(server -> scheme(server.configuration())),
                        facts.hbase().regionServers().isEmpty() ? Stream.of(scheme(facts.local())) : Stream.empty())
                .distinct()
                .sorted()
                .toList();
        return schemes.stream().map(WalFileSystemCheck::finding).toList();
    }

    private static Finding finding(String scheme) {
        return scheme.equals("hdfs")
                ? Finding.ok(SETTING, scheme, "")
                : Finding.forbid(
                        SETTING,
                        scheme,
                        "hdfs",
                        "HBase recovers leases on HDFS only; without that an expired server that still runs could go on writing");
    }

    /** {@code hbase.wal.dir}, else {@code hbase.rootdir}, resolved against the default file system. */
    static String scheme(ServerConfiguration configuration) {
        Optional<String> folder = configuration
                .get("hbase.wal.dir")
                .filter(text -> !text.isEmpty())
                .or(() -> configuration.get("hbase.rootdir").filter(text -> !text.isEmpty()));
        return folder.flatMap(WalFileSystemCheck::schemeOf)
                .or(() -> configuration.get("fs.defaultFS").flatMap(WalFileSystemCheck::schemeOf))
                .orElse("file")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<String> schemeOf(String text) {
        try {
            return Optional.ofNullable(URI.create(text).getScheme());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
