package org.hbaseha.controller.admin.preflight;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a region server writes into its own znode: the only place where its version can be read from outside, for the master's metrics leave it
 * out on their way to clients (HBase 2.6.1: {@code ServerMetricsBuilder.toServerMetrics(ServerName, ServerLoad)} sets 0.0.0). It is a protobuf
 * message, {@code RegionServerInfo{2: VersionInfo{1: version}}}, of which these two fields are read by hand rather than by HBase's internal
 * classes. Pure.
 */
final class RegionServerZnode {

    /** What HBase puts before a message; in front of it may stand the id of the writing process. */
    private static final String MAGIC = "PBUF";

    private static final int VERSION_INFO = 2;
    private static final int VERSION = 1;

    private RegionServerZnode() {}

    /** Empty when the bytes are not of the form of HBase 2. */
    static Optional<String> version(byte[] data) {
        int magic = new String(data, StandardCharsets.ISO_8859_1).indexOf(MAGIC);
        if (magic < 0) {
            return Optional.empty();
        }
        int start = magic + MAGIC.length();
        try {
            return field(ByteBuffer.wrap(data, start, data.length - start).slice(), VERSION_INFO)
                    .flatMap(info -> field(info, VERSION))
                    .map(version -> StandardCharsets.UTF_8.decode(version).toString())
                    .filter(version -> !version.isEmpty());
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The bytes of the first field of that number; fields are numbers (wire type 0) or have a length (2). */
    private static Optional<ByteBuffer> field(ByteBuffer message, int number) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            switch ((int) (tag & 7)) {
                case 0 -> varint(message);
                case 2 -> {
                    int length = Math.toIntExact(varint(message));
                    ByteBuffer content = message.slice();
                    content.limit(length);
                    if (tag >>> 3 == number) {
                        return Optional.of(content);
                    }
                    message.position(message.position() + length);
                }
                default -> throw new IllegalArgumentException("Message has a field of another wire type");
            }
        }
        return Optional.empty();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("Number does not end");
    }
}
