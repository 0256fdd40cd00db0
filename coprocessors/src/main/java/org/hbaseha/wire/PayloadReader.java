package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the fields of one payload in order; every number is big endian. What is missing or out of its range is a {@link WireFormatException},
 * never another exception. What nobody reads at the end stays unread: a newer writer may append.
 */
final class PayloadReader {

    private final ByteBuffer bytes;

    PayloadReader(byte[] payload) {
        this.bytes = ByteBuffer.wrap(payload);
    }

    PayloadReader(byte[] payload, int offset) {
        this.bytes = ByteBuffer.wrap(payload, Math.min(offset, payload.length), Math.max(0, payload.length - offset));
    }

    int u8() throws WireFormatException {
        return Byte.toUnsignedInt(need(Byte.BYTES).get());
    }

    int u16() throws WireFormatException {
        return Short.toUnsignedInt(need(Short.BYTES).getShort());
    }

    int i32() throws WireFormatException {
        return need(Integer.BYTES).getInt();
    }

    long i64() throws WireFormatException {
        return need(Long.BYTES).getLong();
    }

    double f64() throws WireFormatException {
        return need(Double.BYTES).getDouble();
    }

    boolean flag() throws WireFormatException {
        int value = u8();
        if (value > 1) {
            throw new WireFormatException("Flag is neither 0 nor 1 value=" + value);
        }
        return value == 1;
    }

    Duration duration() throws WireFormatException {
        return Duration.ofNanos(i64());
    }

    Instant instant() throws WireFormatException {
        long seconds = i64();
        int nanos = i32();
        if (nanos < 0 || nanos > 999_999_999) {
            throw new WireFormatException("Not the nanoseconds of an instant nanos=" + nanos);
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw new WireFormatException("Instant is out of range seconds=" + seconds, e);
        }
    }

    /** A text of at most {@code most} bytes of UTF-8, after its length. */
    String text(int most) throws WireFormatException {
        int length = u16();
        if (length > most) {
            throw new WireFormatException("Text is too long bytes=" + length + " most=" + most);
        }
        ByteBuffer utf8 = need(length).slice().limit(length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(utf8)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireFormatException("Text is not UTF-8", e);
        }
    }

    void skip(int count) throws WireFormatException {
        need(count).position(bytes.position() + count);
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    private ByteBuffer need(int count) throws WireFormatException {
        if (bytes.remaining() < count) {
            throw new WireFormatException("Payload ends early missing=" + (count - bytes.remaining()));
        }
        return bytes;
    }
}
