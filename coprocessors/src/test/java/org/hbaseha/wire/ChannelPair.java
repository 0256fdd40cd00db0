package org.hbaseha.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** An agent's and a controller's channel with a wire between them on which a test can listen and meddle. */
final class ChannelPair {

    /** What becomes of the bytes of one flight; flights are numbered from 0: HELLO, CHALLENGE, PROOF, confirmation. */
    @FunctionalInterface
    interface Meddler {
        byte[] pass(int flight, byte[] bytes);
    }

    static final Meddler HONEST = (flight, bytes) -> bytes;
    static final Secret SECRET = secret(1);
    static final Hello AGENT = new Hello(1, Set.of(Capability.WORK_BEACON), "rs1.example.org,16020,1700000000000");
    static final Hello CONTROLLER = new Hello(1, Set.of(), "controller-1");

    final SecureChannel agent;
    final SecureChannel controller;
    final List<ChannelEvent> atAgent = new ArrayList<>();
    final List<ChannelEvent> atController = new ArrayList<>();
    /** The bytes of each flight as they were sent. */
    final List<byte[]> flights = new ArrayList<>();

    ChannelPair(SecureChannel agent, SecureChannel controller) {
        this.agent = agent;
        this.controller = controller;
    }

    /** Two ends that know the same secret, with nonces that belong to {@code stream} alone. */
    static ChannelPair fresh(int stream) {
        return new ChannelPair(
                SecureChannel.dialling(SECRET, AGENT, nonce(2 * stream)),
                SecureChannel.listening(SECRET, CONTROLLER, nonce(2 * stream + 1)));
    }

    /** As {@link #fresh}, with the handshake done. */
    static ChannelPair open(int stream) {
        ChannelPair pair = fresh(stream);
        pair.shakeHands(HONEST);
        if (!isOpen(pair.atAgent) || !isOpen(pair.atController)) {
            throw new AssertionError(
                    "Honest handshake failed agent=" + pair.atAgent + " controller=" + pair.atController);
        }
        return pair;
    }

    /** Carries flights to and fro until nobody has anything left to say. */
    void shakeHands(Meddler meddler) {
        List<ChannelEvent> events = agent.start();
        boolean fromAgent = true;
        for (int flight = 0; sent(events).length > 0; flight++) {
            byte[] bytes = sent(events);
            flights.add(bytes);
            ByteBuffer delivered = ByteBuffer.wrap(meddler.pass(flight, bytes));
            events = fromAgent ? controller.receive(delivered) : agent.receive(delivered);
            (fromAgent ? atController : atAgent).addAll(events);
            fromAgent = !fromAgent;
        }
    }

    static byte[] sealed(SecureChannel by, Message message) {
        return by.seal(MessageCodec.encode(message));
    }

    static List<ChannelEvent> deliver(SecureChannel to, byte[] bytes) {
        return to.receive(ByteBuffer.wrap(bytes));
    }

    static boolean isOpen(List<ChannelEvent> events) {
        return events.stream().anyMatch(ChannelEvent.Opened.class::isInstance);
    }

    static byte[] sent(List<ChannelEvent> events) {
        ByteBuffer all = ByteBuffer.allocate(4096);
        for (ChannelEvent event : events) {
            if (event instanceof ChannelEvent.Send send) {
                all.put(send.bytes().duplicate());
            }
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    static byte[] nonce(int number) {
        byte[] nonce = new byte[SecureChannel.NONCE_BYTES];
        Arrays.fill(nonce, (byte) number);
        return nonce;
    }

    static Secret secret(int number) {
        byte[] bytes = new byte[Secret.LEAST_BYTES];
        Arrays.fill(bytes, (byte) number);
        return Secret.of(bytes);
    }
}
