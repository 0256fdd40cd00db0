package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.wire.ChannelEvent;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.SecureChannel;
import org.junit.Before;
import org.junit.Test;

/** What waits, what counts as waiting, and what a socket that takes little makes of it. An acknowledgement is a frame of 28 bytes. */
public class FrameWriterTest {

    private static final int ACK_FRAME = 3 + 9 + 16;

    private final SecureChannel agent =
            SecureChannel.dialling(LoopFixture.SECRET, LoopFixture.AGENT, new byte[SecureChannel.NONCE_BYTES]);
    private final SecureChannel controller =
            SecureChannel.listening(LoopFixture.SECRET, LoopFixture.CONTROLLER, new byte[SecureChannel.NONCE_BYTES]);
    private final Outgoing outgoing = new Outgoing(3 * ACK_FRAME);
    private final FrameWriter writer = new FrameWriter(controller, outgoing);
    private final StingySocket socket = new StingySocket();

    @Before
    public void shakeHands() {
        List<ChannelEvent> challenge = controller.receive(sent(agent.start()));
        List<ChannelEvent> proof = agent.receive(sent(challenge));
        agent.receive(sent(controller.receive(sent(proof))));
    }

    @Test
    public void queueIsBoundedInBytesAndCountsUntilTheSocketHasTakenThem() throws IOException {
        assertThat(List.of(offer(1), offer(2), offer(3), offer(4))).containsExactly(true, true, true, false);

        assertThat(writer.writeTo(socket.taking(ACK_FRAME - 1))).isEqualTo(ACK_FRAME - 1);
        assertThat(offer(5)).isFalse();
        assertThat(writer.writeTo(socket.taking(1))).isEqualTo(1);
        assertThat(offer(6)).isTrue();
        assertThat(writer.hasUnsent()).isTrue();
        writer.writeTo(socket.taking(10_000));

        assertThat(writer.hasUnsent()).isFalse();
        assertThat(agent.receive(socket.taken())).containsExactly(received(1), received(2), received(3), received(6));
    }

    @Test
    public void bytesOfTheHandshakeDoNotCountAsQueued() throws IOException {
        writer.append(ByteBuffer.allocate(100));
        offer(1);
        offer(2);
        offer(3);

        writer.writeTo(socket.taking(100 + ACK_FRAME));

        assertThat(offer(4)).isTrue();
        assertThat(offer(5)).isFalse();
    }

    @Test
    public void whatIsQueuedBeforeTheEndIsSentAndNothingIsAddedAfterIt() throws IOException {
        offer(1);
        outgoing.end();

        assertThat(offer(2)).isFalse();
        writer.writeTo(socket.taking(10_000));

        assertThat(agent.receive(socket.taken())).containsExactly(received(1));
    }

    private boolean offer(long sequence) {
        return outgoing.add(new Message.Ack(sequence, true));
    }

    private static ChannelEvent received(long sequence) {
        return new ChannelEvent.Received(new Message.Ack(sequence, true));
    }

    private static ByteBuffer sent(List<ChannelEvent> events) {
        return ((ChannelEvent.Send) events.get(0)).bytes();
    }

    /** Takes as many bytes as it is told to. */
    private static final class StingySocket implements WritableByteChannel {

        private final List<Byte> taken = new ArrayList<>();
        private int room;

        StingySocket taking(int bytes) {
            room = bytes;
            return this;
        }

        ByteBuffer taken() {
            ByteBuffer bytes = ByteBuffer.allocate(taken.size());
            taken.forEach(bytes::put);
            return bytes.flip();
        }

        @Override
        public int write(ByteBuffer bytes) {
            int count = 0;
            while (room > 0 && bytes.hasRemaining()) {
                taken.add(bytes.get());
                room--;
                count++;
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
