package org.hbaseha.digest;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link DigestWriter} wrote. What is missing or of another format is an {@link IOException}, never another exception. */
final class DigestReader {

    private final ByteBuffer in;

    DigestReader(byte[] bytes) throws IOException {
        this.in = ByteBuffer.wrap(bytes);
        int format = read(() -> (int) in.get());
        if (format != DigestWriter.FORMAT) {
            throw new IOException("Digest is of another format, install the same version on both sides format=" + format
                    + " known=" + DigestWriter.FORMAT);
        }
    }

    long i64() throws IOException {
        return read(in::getLong);
    }

    boolean flag() throws IOException {
        return read(in::get) != 0;
    }

    int length() throws IOException {
        return Short.toUnsignedInt(read(in::getShort));
    }

    byte[] bytes() throws IOException {
        byte[] bytes = new byte[length()];
        return read(() -> {
            in.get(bytes);
            return bytes;
        });
    }

    KeyRange range() throws IOException {
        byte[] start = bytes();
        byte[] end = bytes();
        try {
            return new KeyRange(start, end);
        } catch (IllegalArgumentException e) {
            throw new IOException("Range makes no sense", e);
        }
    }

    String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private interface Read<T> {
        T from();
    }

    private static <T> T read(Read<T> read) throws IOException {
        try {
            return read.from();
        } catch (BufferUnderflowException e) {
            throw new IOException("Digest ends early", e);
        }
    }
}
