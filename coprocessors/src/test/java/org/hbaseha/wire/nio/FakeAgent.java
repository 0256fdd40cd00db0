package org.hbaseha.wire.nio;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.wire.ChannelEvent;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.MessageCodec;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.SecureChannel;

/** An agent on a blocking socket that reads and writes only when the test says so. */
final class FakeAgent implements AutoCloseable {

    final Socket socket = new Socket();
    private final SecureChannel channel;

    /** Connects and does the whole handshake. */
    FakeAgent(InetSocketAddress controller, Secret secret, Hello self, byte[] nonce) throws IOException {
        channel = SecureChannel.dialling(secret, self, nonce);
        socket.setTcpNoDelay(true);
        socket.connect(controller);
        List<ChannelEvent> events = send(channel.start());
        while (events.stream().noneMatch(ChannelEvent.Opened.class::isInstance)) {
            events = read();
        }
    }

    byte[] sealed(Message message) {
        return channel.seal(MessageCodec.encode(message));
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** One read; fails at the end of the stream. */
    List<ChannelEvent> read() throws IOException {
        byte[] bytes = new byte[64 * 1024];
        int count = socket.getInputStream().read(bytes);
        if (count < 0) {
            throw new IOException("Stream is over");
        }
        return send(channel.receive(ByteBuffer.wrap(bytes, 0, count)));
    }

    private List<ChannelEvent> send(List<ChannelEvent> events) throws IOException {
        List<ChannelEvent> rest = new ArrayList<>();
        for (ChannelEvent event : events) {
            if (event instanceof ChannelEvent.Send send) {
                byte[] bytes = new byte[send.bytes().remaining()];
                send.bytes().get(bytes);
                write(bytes);
            } else {
                rest.add(event);
            }
        }
        return rest;
    }

    /** The process dies with input unread, so its kernel resets the connection. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
