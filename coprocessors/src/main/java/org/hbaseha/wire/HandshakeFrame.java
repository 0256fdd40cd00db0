package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The three frames before the keys exist: magic {@code HBHA}, kind u8, length of the body u16, body. Never longer than a kilobyte, for
 * anybody may send one.
 */
final class HandshakeFrame {

    /** What a handshake frame may be. */
    enum Kind {
        /** Dialling side: {@link HelloBody}. */
        HELLO(1),
        /** Listening side: its proof (32 bytes), then its {@link HelloBody}. */
        CHALLENGE(2),
        /** Dialling side: its proof (32 bytes). */
        PROOF(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    static final int MAX_BODY_BYTES = 1024;
    private static final int MAGIC = 0x48424841;
    private static final int HEADER_BYTES = 7;

    private HandshakeFrame() {}

    static byte[] encode(Kind kind, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + length)
                .putInt(MAGIC)
                .put((byte) kind.code)
                .putShort((short) length);
        Arrays.stream(parts).forEach(frame::put);
        return frame.array();
    }

    static byte[] body(byte[] frame) {
        return Arrays.copyOfRange(frame, HEADER_BYTES, frame.length);
    }

    /** Takes one frame of the given kind and refuses any other at its seventh byte. */
    static FrameLayout expecting(Kind kind) {
        return new FrameLayout() {
            @Override
            public int headerBytes() {
                return HEADER_BYTES;
            }

            @Override
            public int frameBytes(ByteBuffer header) throws WireFormatException {
                if (header.getInt(0) != MAGIC) {
                    throw new WireFormatException("Not our protocol");
                }
                int code = header.get(4);
                if (code != kind.code) {
                    throw new WireFormatException("Handshake is out of order kind=" + code + " expected=" + kind);
                }
                int length = Short.toUnsignedInt(header.getShort(5));
                if (length > MAX_BODY_BYTES) {
                    throw new WireFormatException("Handshake frame is too long bytes=" + length);
                }
                return HEADER_BYTES + length;
            }
        };
    }
}
