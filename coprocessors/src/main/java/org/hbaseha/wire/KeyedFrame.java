package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * A frame after the handshake: length of the payload u16, type u8, payload, tag of 16 bytes. The tag is HMAC-SHA256, cut to 128 bits, over
 * the number of the frame in its direction (64 bits, never sent), header and payload, under a key of this stream and direction. So a frame
 * that was altered, left out, repeated, reordered, reflected or taken from another stream does not open.
 */
final class KeyedFrame {

    static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = 3;

    /** What a frame is longer than its payload. */
    static final int OVERHEAD_BYTES = HEADER_BYTES + TAG_BYTES;

    static final FrameLayout LAYOUT = new FrameLayout() {
        @Override
        public int headerBytes() {
            return HEADER_BYTES;
        }

        @Override
        public int frameBytes(ByteBuffer header) throws WireFormatException {
            int length = Short.toUnsignedInt(header.getShort(0));
            if (length > MessageCodec.MAX_PAYLOAD_BYTES) {
                throw new WireFormatException("Frame is too long bytes=" + length);
            }
            return length + OVERHEAD_BYTES;
        }
    };

    private KeyedFrame() {}

    static int type(byte[] frame) {
        return Byte.toUnsignedInt(frame[2]);
    }

    static byte[] payload(byte[] frame) {
        return Arrays.copyOfRange(frame, HEADER_BYTES, frame.length - TAG_BYTES);
    }

    /** Makes the frames of one direction, in the order in which they are sent. One thread. */
    static final class Sealer {

        private final Tagger tagger;

        Sealer(byte[] key) {
            this.tagger = new Tagger(key);
        }

        byte[] seal(Payload payload) {
            if (payload.bytes().length > MessageCodec.MAX_PAYLOAD_BYTES) {
                throw new IllegalArgumentException("Payload is too long bytes=" + payload.bytes().length);
            }
            ByteBuffer frame = ByteBuffer.allocate(payload.frameBytes())
                    .putShort((short) payload.bytes().length)
                    .put((byte) payload.type())
                    .put(payload.bytes());
            return frame.put(tagger.nextTag(frame.array())).array();
        }
    }

    /** Checks the frames of one direction, in the order in which they came. One thread. */
    static final class Opener {

        private final Tagger tagger;

        Opener(byte[] key) {
            this.tagger = new Tagger(key);
        }

        /** False when the frame is not the next one the peer sealed; then nothing later may be believed either. */
        boolean opens(byte[] frame) {
            byte[] tag = Arrays.copyOfRange(frame, frame.length - TAG_BYTES, frame.length);
            return MessageDigest.isEqual(tagger.nextTag(frame), tag);
        }
    }

    private static final class Tagger {

        private final Mac mac;
        private long number;

        Tagger(byte[] key) {
            this.mac = Secret.mac(key);
        }

        byte[] nextTag(byte[] frame) {
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number++));
            mac.update(frame, 0, frame.length - TAG_BYTES);
            return Arrays.copyOf(mac.doFinal(), TAG_BYTES);
        }
    }
}
