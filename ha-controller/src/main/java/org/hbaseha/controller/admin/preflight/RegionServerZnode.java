package org.hbaseha.controller.admin.preflight;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.hbase.shaded.protobuf.generated.HBaseProtos.RegionServerInfo;

/**
 * What a region server writes into its own znode: the only place where its version can be read from outside, for the master's metrics leave it
 * out on their way to clients (HBase 2.6.1: {@code ServerMetricsBuilder.toServerMetrics(ServerName, ServerLoad)} sets 0.0.0). Pure.
 */
final class RegionServerZnode {

    /** What {@code ProtobufUtil} puts before a message; in front of it may stand the id of the writing process. */
    private static final String MAGIC = "PBUF";

    private RegionServerZnode() {}

    /** Empty when the bytes are not of the form of HBase 2. */
    static Optional<String> version(byte[] data) {
        int magic = new String(data, StandardCharsets.ISO_8859_1).indexOf(MAGIC);
        if (magic < 0) {
            return Optional.empty();
        }
        int start = magic + MAGIC.length();
        try {
            RegionServerInfo info = RegionServerInfo.parser().parseFrom(data, start, data.length - start);
            return Optional.of(info.getVersionInfo().getVersion()).filter(version -> !version.isEmpty());
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }
}
