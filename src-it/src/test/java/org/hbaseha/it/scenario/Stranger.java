package org.hbaseha.it.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.hbaseha.wire.ChannelEvent;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.MessageCodec;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.SecureChannel;

/** Somebody on the beat port who keeps to the protocol only as far as he likes. One thread; waits for answers. */
final class Stranger implements AutoCloseable {

    private static final int PROOF_BYTES = 32;

    private final Socket socket;
    private SecureChannel channel = dialling(Secret.of(new byte[Secret.LEAST_BYTES]), "nobody");

    private Stranger(Socket socket) {
        this.socket = socket;
    }

    static Stranger dial(int port) throws IOException {
        return new Stranger(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Passes over what the controller proves, and sends a proof made of nothing. */
    void inventAProof(String name) throws IOException {
        channel = dialling(Secret.of(new byte[Secret.LEAST_BYTES]), name);
        send(channel.start());
        byte[] challenge = new byte[4096];
        if (socket.getInputStream().read(challenge) < 0) {
            throw new IOException("Controller hung up before it was told anything wrong");
        }
        say(ByteBuffer.allocate(7 + PROOF_BYTES)
                .putInt(0x48424841)
                .put((byte) 3)
                .putShort((short) PROOF_BYTES)
                .array());
    }

    /** Does the whole handshake. */
    void proveTheSecret(Secret secret, String name) throws IOException {
        channel = dialling(secret, name);
        List<ChannelEvent> events = channel.start();
        send(events);
        while (events.stream().noneMatch(ChannelEvent.Opened.class::isInstance)) {
            byte[] bytes = new byte[4096];
            int count = socket.getInputStream().read(bytes);
            if (count < 0) {
                throw new IOException("Controller hung up during the handshake");
            }
            events = channel.receive(ByteBuffer.wrap(bytes, 0, count));
            send(events);
        }
    }

    byte[] sealed(Message message) {
        return channel.seal(MessageCodec.encode(message));
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private void send(List<ChannelEvent> events) throws IOException {
        for (ChannelEvent event : events) {
            if (event instanceof ChannelEvent.Send send) {
                byte[] bytes = new byte[send.bytes().remaining()];
                send.bytes().duplicate().get(bytes);
                say(bytes);
            }
        }
    }

    private static SecureChannel dialling(Secret secret, String name) {
        byte[] nonce = new byte[SecureChannel.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        return SecureChannel.dialling(secret, new Hello(Hello.WIRE_VERSION, Set.of(), name), nonce);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
