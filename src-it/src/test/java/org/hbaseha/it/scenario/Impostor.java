package org.hbaseha.it.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hbaseha.wire.ChannelEvent;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.MessageCodec;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.SecureChannel;

/**
 * Listens where agents look for a controller, and does not know the secret: does its part of the handshake with a proof made of another one, then
 * sends acknowledgements of every beat to come and a request to connect to a port of its own, sealed with keys it has agreed on with itself. Threads
 * of its own; the counts are for any thread.
 */
final class Impostor implements AutoCloseable {

    private static final int BEATS = 200;
    private static final Secret OTHER = Secret.of(new byte[Secret.LEAST_BYTES]);

    private final String id;
    private final ServerSocket beats;
    private final ServerSocket bait;
    private final AtomicInteger leftAlone = new AtomicInteger();
    private final AtomicInteger obeyed = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    private Impostor(String id, ServerSocket beats, ServerSocket bait) {
        this.id = id;
        this.beats = beats;
        this.bait = bait;
    }

    /** Calls itself {@code id}. */
    static Impostor listen(String id) throws IOException {
        Impostor impostor = new Impostor(id, open(), open());
        impostor.begin(impostor.beats, impostor::deceive);
        impostor.begin(impostor.bait, taker -> impostor.obeyed.incrementAndGet());
        return impostor;
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return beats.getLocalPort();
    }

    /** Agents that came and hung up after what they were told. */
    int leftAlone() {
        return leftAlone.get();
    }

    /** Connects that were made because it asked for them. */
    int obeyed() {
        return obeyed.get();
    }

    private void begin(ServerSocket server, Visit visit) {
        Thread thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (Socket socket = server.accept()) {
                            visit.by(socket);
                        } catch (IOException e) {
                            // The visitor has reset the connection, or all is over.
                        }
                    }
                },
                "impostor-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private void deceive(Socket agent) throws IOException {
        try {
            SecureChannel channel = SecureChannel.listening(OTHER, self(), nonce());
            send(agent, channel.start());
            byte[] hello = new byte[4096];
            InputStream in = agent.getInputStream();
            int count = in.read(hello);
            if (count > 0) {
                send(agent, channel.receive(ByteBuffer.wrap(hello, 0, count)));
                forge(agent.getOutputStream());
            }
            in.transferTo(OutputStream.nullOutputStream());
        } finally {
            leftAlone.incrementAndGet();
        }
    }

    private void forge(OutputStream out) throws IOException {
        SecureChannel own = agreedWithItself();
        out.write(own.seal(MessageCodec.encode(
                new Message.ProbeRequest(1, "127.0.0.1", bait.getLocalPort(), Duration.ofSeconds(1)))));
        for (long beat = 1; beat <= BEATS; beat++) {
            out.write(own.seal(MessageCodec.encode(new Message.Ack(beat, true))));
        }
        out.flush();
    }

    private SecureChannel agreedWithItself() {
        SecureChannel listening = SecureChannel.listening(OTHER, self(), nonce());
        SecureChannel dialling = SecureChannel.dialling(OTHER, self(), nonce());
        List<ChannelEvent> said = dialling.start();
        SecureChannel hearing = listening;
        while (!said.isEmpty()) {
            List<ChannelEvent> answers = new ArrayList<>();
            for (ChannelEvent event : said) {
                if (event instanceof ChannelEvent.Send send) {
                    answers.addAll(hearing.receive(send.bytes().duplicate()));
                }
            }
            said = answers;
            hearing = hearing.equals(listening) ? dialling : listening;
        }
        return listening;
    }

    private Hello self() {
        return new Hello(Hello.WIRE_VERSION, Set.of(), id);
    }

    private byte[] nonce() {
        byte[] nonce = new byte[SecureChannel.NONCE_BYTES];
        random.nextBytes(nonce);
        return nonce;
    }

    private static void send(Socket agent, List<ChannelEvent> events) throws IOException {
        for (ChannelEvent event : events) {
            if (event instanceof ChannelEvent.Send send) {
                byte[] bytes = new byte[send.bytes().remaining()];
                send.bytes().duplicate().get(bytes);
                agent.getOutputStream().write(bytes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        beats.close();
        bait.close();
    }

    /** What is done with a connection that was made to us. */
    @FunctionalInterface
    private interface Visit {
        void by(Socket visitor) throws IOException;
    }
}
