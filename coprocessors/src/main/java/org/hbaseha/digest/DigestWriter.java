package org.hbaseha.digest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a request or an answer: the format's number, then numbers big endian, and bytes after their length. */
final class DigestWriter {

    /** What {@link DigestReader} reads. */
    static final int FORMAT = 1;

    private static final int LONGEST_TEXT = 2_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    DigestWriter() {
        write(() -> out.writeByte(FORMAT));
    }

    void i64(long value) {
        write(() -> out.writeLong(value));
    }

    void flag(boolean value) {
        write(() -> out.writeBoolean(value));
    }

    /** A count, or the length of a key: 0 to 65,535. */
    void length(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("Length is out of range length=" + value);
        }
        write(() -> out.writeShort(value));
    }

    void bytes(byte[] value) {
        length(value.length);
        write(() -> out.write(value));
    }

    /** For people: cut where it is too long. */
    void text(String value) {
        bytes(value.substring(0, Math.min(value.length(), LONGEST_TEXT)).getBytes(StandardCharsets.UTF_8));
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private interface Write {
        void to() throws IOException;
    }

    private static void write(Write write) {
        try {
            write.to();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
    }
}
