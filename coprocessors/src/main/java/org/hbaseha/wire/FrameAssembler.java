package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts the bytes of a stream together to frames of one layout. Keeps at most one frame, and of that only what its checked header announced,
 * so a peer costs no more memory than the layout allows. One thread.
 */
final class FrameAssembler {

    private final FrameLayout layout;
    private ByteBuffer frame;
    private boolean headerRead;

    FrameAssembler(FrameLayout layout) {
        this.layout = layout;
        this.frame = ByteBuffer.allocate(layout.headerBytes());
    }

    /** Takes bytes from {@code in} up to the end of the next frame; empty when {@code in} ran dry before. */
    Optional<byte[]> next(ByteBuffer in) throws WireFormatException {
        take(in);
        if (!headerRead && !frame.hasRemaining()) {
            ByteBuffer whole = ByteBuffer.allocate(layout.frameBytes(frame));
            frame = whole.put(frame.flip());
            headerRead = true;
            take(in);
        }
        if (!headerRead || frame.hasRemaining()) {
            return Optional.empty();
        }
        byte[] complete = frame.array();
        frame = ByteBuffer.allocate(layout.headerBytes());
        headerRead = false;
        return Optional.of(complete);
    }

    private void take(ByteBuffer in) {
        int count = Math.min(in.remaining(), frame.remaining());
        frame.put(frame.position(), in, in.position(), count).position(frame.position() + count);
        in.position(in.position() + count);
    }
}
