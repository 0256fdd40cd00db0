package org.hbaseha.controller.coordination;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What a region server writes into its own znode: its web page's port, and the only place where its version can be read from outside, for the master's metrics leave it
 * out on their way to clients (HBase 2.6.1: {@code ServerMetricsBuilder.toServerMetrics(ServerName, ServerLoad)} sets 0.0.0). It is a protobuf
 * message, {@code RegionServerInfo{1: infoPort, 2: VersionInfo{1: version}}}, of which these fields are read by hand rather than by HBase's internal
 * classes. Pure.
 */
public final class RegionServerZnode {

    /** What HBase puts before a message; in front of it may stand the id of the writing process. */
    private static final String MAGIC = "PBUF";

    private static final int INFO_PORT = 1;
    private static final int VERSION_INFO = 2;
    private static final int VERSION = 1;

    private RegionServerZnode() {}

    /** Empty when the bytes are not of the form of HBase 2. */
    public static Optional<String> version(byte[] data) {
        return message(data, message -> field(message, VERSION_INFO))
                .flatMap(info -> field(info, VERSION))
                .map(version -> StandardCharsets.UTF_8.decode(version).toString())
                .filter(version -> !version.isEmpty());
    }

    /** The port of its web page; empty when that is switched off. */
    public static OptionalInt infoPort(byte[] data) {
        return message(data, message -> number(message, INFO_PORT))
                .filter(port -> port > 0 && port <= 65_535)
                .map(port -> OptionalInt.of(port.intValue()))
                .orElse(OptionalInt.empty());
    }

    private static <T> Optional<T> message(byte[] data, Function<ByteBuffer, Optional<T>> read) {
        int magic = new String(data, StandardCharsets.ISO_8859_1).indexOf(MAGIC);
        if (magic < 0) {
            return Optional.empty();
        }
        int start = magic + MAGIC.length();
        try {
            return read.apply(ByteBuffer.wrap(data, start, data.length - start).slice());
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The first number of that field; fields are numbers (wire type 0) or have a length (2). */
    private static Optional<Long> number(ByteBuffer message, int number) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            if (isNumber(tag)) {
                long value = varint(message);
                if (tag >>> 3 == number) {
                    return Optional.of(value);
                }
            } else {
                content(message, tag);
            }
        }
        return Optional.empty();
    }

    /** The bytes of the first field of that number that has a length. */
    private static Optional<ByteBuffer> field(ByteBuffer message, int number) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            if (isNumber(tag)) {
                varint(message);
            } else {
                ByteBuffer content = content(message, tag);
                if (tag >>> 3 == number) {
                    return Optional.of(content);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(long tag) {
        return (tag & 7) == 0;
    }

    /** Takes the bytes of a field with a length; the message goes on after them. */
    private static ByteBuffer content(ByteBuffer message, long tag) {
        if ((tag & 7) != 2) {
            throw new IllegalArgumentException("Message has a field of another wire type");
        }
        int length = Math.toIntExact(varint(message));
        ByteBuffer content = message.slice();
        content.limit(length);
        message.position(message.position() + length);
        return content;
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
