package org.hbaseha.wire.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.wire.Payload;
import org.hbaseha.wire.SecureChannel;

/** Seals what waits for a peer and hands it to the socket as far as that takes it. Called by the loop's thread only. */
final class FrameWriter {

    private final SecureChannel channel;
    private final Outgoing outgoing;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    /** Bytes at the head of {@code unsent} that never were in {@code outgoing}: the handshake. */
    private int notQueued;

    FrameWriter(SecureChannel channel, Outgoing outgoing) {
        this.channel = channel;
        this.outgoing = outgoing;
    }

    /** Puts bytes of the handshake in line. They are few: the handshake goes on only when the peer has answered. */
    void append(ByteBuffer bytes) {
        notQueued += bytes.remaining();
        unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                .put(unsent)
                .put(bytes)
                .flip();
    }

    /** Writes until nothing is left or the socket takes no more, and returns how many bytes it took. */
    int writeTo(WritableByteChannel socket) throws IOException {
        int total = 0;
        while (hasUnsent()) {
            int count = socket.write(unsent);
            int queued = Math.max(0, count - notQueued);
            notQueued -= count - queued;
            outgoing.taken(queued);
            total += count;
            if (unsent.hasRemaining()) {
                return total;
            }
        }
        return total;
    }

    /** True when something waits for the socket to take more; seals what was queued in the meantime. */
    boolean hasUnsent() {
        if (!unsent.hasRemaining()) {
            unsent = sealQueued();
        }
        return unsent.hasRemaining();
    }

    private ByteBuffer sealQueued() {
        List<byte[]> sealed = new ArrayList<>();
        int length = 0;
        for (Payload next : outgoing.takeAll()) {
            byte[] frame = channel.seal(next);
            sealed.add(frame);
            length += frame.length;
        }
        ByteBuffer batch = ByteBuffer.allocate(length);
        sealed.forEach(batch::put);
        return batch.flip();
    }
}
