package org.hbaseha.config;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an HBase cluster is: its ZooKeeper as a connect string {@code host:port,…}, and its parent znode. Read from HBase's own keys.
 */
public record HBaseAddress(String zooKeeper, String znodeParent) {

    private static final String QUORUM = "hbase.zookeeper.quorum";
    private static final String CLIENT_PORT = "hbase.zookeeper.property.clientPort";
    private static final String PARENT = "zookeeper.znode.parent";

    /** {@code setting} gives the value of a key of HBase, or null; HBase's own defaults are put for those. */
    public static HBaseAddress of(Function<String, @Nullable String> setting) {
        String port = orElse(setting.apply(CLIENT_PORT), "2181").strip();
        String connect = Arrays.stream(
                        orElse(setting.apply(QUORUM), "localhost").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.matches(".*[^:]:\\d+") ? host : host + ":" + port)
                .collect(Collectors.joining(","));
        return new HBaseAddress(connect, orElse(setting.apply(PARENT), "/hbase").strip());
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }
}
