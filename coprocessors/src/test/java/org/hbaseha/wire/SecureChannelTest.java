package org.hbaseha.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hbaseha.wire.ChannelPair.AGENT;
import static org.hbaseha.wire.ChannelPair.CONTROLLER;
import static org.hbaseha.wire.ChannelPair.deliver;
import static org.hbaseha.wire.ChannelPair.isOpen;
import static org.hbaseha.wire.ChannelPair.nonce;
import static org.hbaseha.wire.ChannelPair.sealed;
import static org.hbaseha.wire.ChannelPair.secret;
import static org.hbaseha.wire.ChannelPair.sent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.wire.ChannelEvent.Failed.Kind;
import org.junit.Test;

public class SecureChannelTest {

    private static final Message GOODBYE = new Message.Goodbye(GoodbyeReason.ABORT, "out of disk");
    private static final int HEADER = 7;
    private static final int PROOF = 32;

    @Test
    public void endsThatKnowTheSecretOpenAndKnowEachOther() {
        ChannelPair pair = ChannelPair.fresh(1);

        pair.shakeHands(ChannelPair.HONEST);

        assertThat(pair.flights).hasSize(4);
        assertThat(pair.atAgent).endsWith(new ChannelEvent.Opened(CONTROLLER));
        assertThat(pair.atController).endsWith(new ChannelEvent.Opened(AGENT));
    }

    @Test
    public void messagesPassBothWaysHoweverTheirBytesAreCut() {
        Random random = new Random(7);
        ChannelPair pair = ChannelPair.open(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<ChannelEvent> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Message ack = new Message.Ack(i, i % 2 == 0);
            bytes.writeBytes(sealed(pair.controller, ack));
            expected.add(new ChannelEvent.Received(ack));
        }

        List<ChannelEvent> events = new ArrayList<>();
        ByteBuffer stream = ByteBuffer.wrap(bytes.toByteArray());
        while (stream.hasRemaining()) {
            int length = Math.min(stream.remaining(), 1 + random.nextInt(60));
            events.addAll(pair.agent.receive(stream.slice().limit(length)));
            stream.position(stream.position() + length);
        }

        assertThat(events).isEqualTo(expected);
        assertThat(deliver(pair.controller, sealed(pair.agent, GOODBYE)))
                .containsExactly(new ChannelEvent.Received(GOODBYE));
    }

    @Test
    public void handshakeWorksByteByByte() {
        ChannelPair whole = ChannelPair.open(1);
        SecureChannel controller = ChannelPair.fresh(1).controller;

        List<ChannelEvent> events = new ArrayList<>();
        for (int flight : new int[] {0, 2}) {
            for (byte one : whole.flights.get(flight)) {
                events.addAll(deliver(controller, new byte[] {one}));
            }
        }

        assertThat(events).endsWith(new ChannelEvent.Opened(AGENT));
    }

    @Test
    public void truncatedHandshakeOpensNothing() {
        for (int flight = 0; flight < 4; flight++) {
            int length = ChannelPair.open(1).flights.get(flight).length;
            for (int kept = 0; kept < length; kept++) {
                int cutFlight = flight;
                int cutTo = kept;
                ChannelPair pair = ChannelPair.fresh(1);

                pair.shakeHands((number, bytes) -> number == cutFlight ? Arrays.copyOf(bytes, cutTo) : bytes);

                assertThat(isOpen(pair.atAgent))
                        .as("flight %s cut to %s", flight, kept)
                        .isFalse();
                assertThat(isOpen(pair.atController))
                        .as("flight %s cut to %s", flight, kept)
                        .isEqualTo(flight == 3);
            }
        }
    }

    @Test
    public void handshakeWithAnyBitFlippedOpensNothing() {
        for (int flight = 0; flight < 4; flight++) {
            int bits = 8 * ChannelPair.open(1).flights.get(flight).length;
            for (int bit = 0; bit < bits; bit++) {
                int flippedFlight = flight;
                int flippedBit = bit;
                ChannelPair pair = ChannelPair.fresh(1);

                pair.shakeHands((number, bytes) -> number == flippedFlight ? flip(bytes, flippedBit) : bytes);

                assertThat(isOpen(pair.atAgent))
                        .as("flight %s bit %s", flight, bit)
                        .isFalse();
                assertThat(isOpen(pair.atController))
                        .as("flight %s bit %s", flight, bit)
                        .isEqualTo(flight == 3);
                expectedCause(flight, bit / 8).ifPresent(cause -> assertThat(failures(pair))
                        .as("flight %s bit %s", flippedFlight, flippedBit)
                        .containsExactly(cause));
            }
        }
    }

    /** Where it does not depend on the bit: lengths may be raised (the end waits), the version may become 0, the name no UTF-8. */
    private static Optional<Kind> expectedCause(int flight, int offset) {
        int capabilities = HEADER + (flight == 1 ? PROOF : 0) + 2;
        boolean magicOrKind = offset < 5;
        return switch (flight) {
            case 0, 1 -> {
                boolean proof = flight == 1 && offset >= HEADER && offset < HEADER + PROOF;
                boolean capabilitiesOrNonce = offset >= capabilities && offset < capabilities + 4 + 32;
                yield magicOrKind
                        ? Optional.of(Kind.MALFORMED)
                        : proof || capabilitiesOrNonce ? Optional.of(Kind.NOT_AUTHENTIC) : Optional.empty();
            }
            case 2 ->
                magicOrKind
                        ? Optional.of(Kind.MALFORMED)
                        : offset >= HEADER ? Optional.of(Kind.NOT_AUTHENTIC) : Optional.empty();
            default -> offset >= 2 ? Optional.of(Kind.NOT_AUTHENTIC) : Optional.empty();
        };
    }

    @Test
    public void frameWithAnyBitFlippedIsNotBelievedNorAnythingAfterIt() {
        int bits = 8 * sealed(ChannelPair.open(1).agent, GOODBYE).length;
        for (int bit = 0; bit < bits; bit++) {
            ChannelPair pair = ChannelPair.open(1);

            List<ChannelEvent> events =
                    new ArrayList<>(deliver(pair.controller, flip(sealed(pair.agent, GOODBYE), bit)));
            // A raised length swallows what follows; the tag is looked for where it is not.
            for (int i = 0; i < (bit < 16 ? 600 : 1); i++) {
                events.addAll(deliver(pair.controller, sealed(pair.agent, GOODBYE)));
            }

            assertThat(events).as("bit %s", bit).hasSize(1).first().isInstanceOf(ChannelEvent.Failed.class);
            Kind cause = ((ChannelEvent.Failed) events.get(0)).kind();
            boolean longerThanAnyFrame = bit < 2;
            assertThat(cause).as("bit %s", bit).isEqualTo(longerThanAnyFrame ? Kind.MALFORMED : Kind.NOT_AUTHENTIC);
        }
    }

    @Test
    public void truncatedFrameIsNotBelieved() {
        byte[] frame = sealed(ChannelPair.open(1).agent, GOODBYE);
        for (int length = 0; length < frame.length; length++) {
            assertThat(deliver(ChannelPair.open(1).controller, Arrays.copyOf(frame, length)))
                    .isEmpty();
        }
    }

    @Test
    public void repeatedFrameIsRefused() {
        ChannelPair pair = ChannelPair.open(1);
        byte[] frame = sealed(pair.agent, GOODBYE);

        List<ChannelEvent> first = deliver(pair.controller, frame);
        List<ChannelEvent> second = deliver(pair.controller, frame);

        assertThat(first).containsExactly(new ChannelEvent.Received(GOODBYE));
        assertFails(second, Kind.NOT_AUTHENTIC);
    }

    @Test
    public void frameAfterOneThatWasLeftOutIsRefused() {
        ChannelPair pair = ChannelPair.open(1);

        sealed(pair.agent, new Message.ProbeAnswer(1, ConnectOutcome.CONNECTED));
        byte[] second = sealed(pair.agent, GOODBYE);

        assertFails(deliver(pair.controller, second), Kind.NOT_AUTHENTIC);
    }

    @Test
    public void frameOfAnotherStreamOfTheSameServerIsRefused() {
        byte[] foreign = sealed(ChannelPair.open(1).agent, GOODBYE);

        assertFails(deliver(ChannelPair.open(2).controller, foreign), Kind.NOT_AUTHENTIC);
    }

    @Test
    public void reflectedFrameIsRefused() {
        ChannelPair pair = ChannelPair.open(1);

        assertFails(deliver(pair.agent, sealed(pair.agent, GOODBYE)), Kind.NOT_AUTHENTIC);
    }

    @Test
    public void goodbyeForgedWithoutTheKeyIsRefused() {
        Payload payload = MessageCodec.encode(GOODBYE);
        byte[] forged = ByteBuffer.allocate(payload.frameBytes())
                .putShort((short) payload.bytes().length)
                .put((byte) payload.type())
                .put(payload.bytes())
                .array();

        assertFails(deliver(ChannelPair.open(1).controller, forged), Kind.NOT_AUTHENTIC);
    }

    @Test
    public void agentRefusesAControllerWithAnotherSecret() {
        ChannelPair pair = new ChannelPair(
                SecureChannel.dialling(secret(1), AGENT, nonce(1)),
                SecureChannel.listening(secret(2), CONTROLLER, nonce(2)));

        pair.shakeHands(ChannelPair.HONEST);

        assertFails(pair.atAgent, Kind.NOT_AUTHENTIC);
        assertThat(isOpen(pair.atController)).isFalse();
    }

    @Test
    public void controllerRefusesAProofFromAnotherSecret() {
        ChannelPair elsewhere = new ChannelPair(
                SecureChannel.dialling(secret(2), AGENT, nonce(1)),
                SecureChannel.listening(secret(2), CONTROLLER, nonce(2)));
        elsewhere.shakeHands(ChannelPair.HONEST);
        SecureChannel controller = SecureChannel.listening(secret(1), CONTROLLER, nonce(2));

        deliver(controller, elsewhere.flights.get(0));

        assertFails(deliver(controller, elsewhere.flights.get(2)), Kind.NOT_AUTHENTIC);
    }

    @Test
    public void recordedHandshakeDoesNotOpenAnotherStream() {
        ChannelPair recorded = ChannelPair.open(1);
        SecureChannel controller = SecureChannel.listening(ChannelPair.SECRET, CONTROLLER, nonce(99));

        deliver(controller, recorded.flights.get(0));

        assertFails(deliver(controller, recorded.flights.get(2)), Kind.NOT_AUTHENTIC);
    }

    @Test
    public void onlyAControllerThatHasProvedItselfAwaitsAProof() {
        ChannelPair pair = ChannelPair.fresh(1);
        List<Boolean> seen = new ArrayList<>(List.of(pair.controller.awaitsProof()));

        pair.shakeHands((flight, bytes) -> {
            seen.add(pair.controller.awaitsProof());
            assertThat(pair.agent.awaitsProof()).isFalse();
            return bytes;
        });
        seen.add(pair.controller.awaitsProof());

        assertThat(seen).containsExactly(false, false, true, true, false, false);
    }

    @Test
    public void controllersOwnProofDoesNotServeAsTheAgents() {
        SecureChannel controller = ChannelPair.fresh(1).controller;
        byte[] challenge =
                sent(deliver(controller, sent(ChannelPair.fresh(1).agent.start())));
        byte[] controllerProof = Arrays.copyOfRange(challenge, HEADER, HEADER + PROOF);

        assertFails(
                deliver(controller, HandshakeFrame.encode(HandshakeFrame.Kind.PROOF, controllerProof)),
                Kind.NOT_AUTHENTIC);
    }

    @Test
    public void helloThrownBackAtTheAgentIsRefused() {
        SecureChannel agent = ChannelPair.fresh(1).agent;

        assertFails(deliver(agent, sent(agent.start())), Kind.MALFORMED);
    }

    @Test
    public void serverNameChangedOnTheWayIsRefused() {
        ChannelPair pair = ChannelPair.fresh(1);

        pair.shakeHands((flight, bytes) -> {
            byte[] other = bytes.clone();
            other[other.length - 1] = '1';
            return flight == 0 ? other : bytes;
        });

        assertFails(pair.atAgent, Kind.NOT_AUTHENTIC);
        assertThat(isOpen(pair.atController)).isFalse();
    }

    @Test
    public void versionLoweredOnTheWayIsRefused() {
        ChannelPair pair = new ChannelPair(
                SecureChannel.dialling(ChannelPair.SECRET, new Hello(2, AGENT.capabilities(), AGENT.name()), nonce(1)),
                SecureChannel.listening(ChannelPair.SECRET, CONTROLLER, nonce(2)));

        pair.shakeHands((flight, bytes) ->
                flight == 0 ? ByteBuffer.wrap(bytes).putShort(HEADER, (short) 1).array() : bytes);

        assertFails(pair.atAgent, Kind.NOT_AUTHENTIC);
    }

    @Test
    public void newerAgentIsTakenWithWhatIsKnownOfIt() {
        byte[] body = HelloBody.encode(new Hello(2, AGENT.capabilities(), AGENT.name()), nonce(1));
        body[2] |= (byte) 0x80;
        byte[] longer = Arrays.copyOf(body, body.length + 9);
        SecureChannel controller = SecureChannel.listening(ChannelPair.SECRET, CONTROLLER, nonce(2));
        Transcript transcript = new Transcript(ChannelPair.SECRET, longer, HelloBody.encode(CONTROLLER, nonce(2)));

        deliver(controller, HandshakeFrame.encode(HandshakeFrame.Kind.HELLO, longer));
        List<ChannelEvent> events =
                deliver(controller, HandshakeFrame.encode(HandshakeFrame.Kind.PROOF, transcript.diallerProof()));

        assertThat(events).endsWith(new ChannelEvent.Opened(new Hello(2, AGENT.capabilities(), AGENT.name())));
    }

    @Test
    public void helloWithoutVersionOrNameIsMalformed() {
        byte[] noVersion = HelloBody.encode(AGENT, nonce(1));
        noVersion[1] = 0;
        byte[] noName = Arrays.copyOf(HelloBody.encode(AGENT, nonce(1)), 40);
        noName[38] = 0;
        noName[39] = 0;

        for (byte[] body : List.of(noVersion, noName, new byte[0])) {
            assertFails(
                    deliver(ChannelPair.fresh(1).controller, HandshakeFrame.encode(HandshakeFrame.Kind.HELLO, body)),
                    Kind.MALFORMED);
        }
    }

    @Test
    public void handshakeFrameThatClaimsToBeHugeIsRefusedAtItsHeader() {
        byte[] header = {'H', 'B', 'H', 'A', 1, 4, 1};

        assertFails(deliver(ChannelPair.fresh(1).controller, header), Kind.MALFORMED);
    }

    @Test
    public void frameThatClaimsToBeHugeIsRefusedAtItsHeader() {
        assertFails(deliver(ChannelPair.open(1).controller, new byte[] {0x40, 1, 1}), Kind.MALFORMED);
    }

    @Test
    public void authenticFrameOfUnknownTypeIsMalformed() {
        ChannelPair pair = ChannelPair.open(1);

        assertFails(deliver(pair.controller, pair.agent.seal(new Payload(77, new byte[5]))), Kind.MALFORMED);
    }

    @Test
    public void secondConfirmationIsMalformed() {
        ChannelPair pair = ChannelPair.open(1);

        assertFails(deliver(pair.agent, pair.controller.seal(new Payload(0, new byte[0]))), Kind.MALFORMED);
    }

    @Test
    public void messagesBeforeTheBadByteCountAndNothingAfterIt() {
        ChannelPair pair = ChannelPair.open(1);
        byte[] good = sealed(pair.agent, GOODBYE);
        byte[] bad = flip(sealed(pair.agent, GOODBYE), 50);
        ByteBuffer all = ByteBuffer.allocate(3 * good.length)
                .put(good)
                .put(bad)
                .put(good)
                .flip();

        List<ChannelEvent> events = pair.controller.receive(all);

        assertThat(events).hasSize(2).startsWith(new ChannelEvent.Received(GOODBYE));
        assertThat(events.get(1)).isInstanceOf(ChannelEvent.Failed.class);
        assertThat(all.hasRemaining()).isFalse();
        assertThat(deliver(pair.controller, sealed(pair.agent, GOODBYE))).isEmpty();
    }

    @Test
    public void nothingIsSealedBeforeTheHandshakeIsOver() {
        assertThatIllegalStateException().isThrownBy(() -> sealed(ChannelPair.fresh(1).agent, GOODBYE));
        assertThatIllegalStateException().isThrownBy(() -> sealed(ChannelPair.fresh(1).controller, GOODBYE));
    }

    @Test
    public void garbageFailsOrWaitsAndNeverOpens() {
        Random random = Seeds.random("garbage handshakes");
        for (int i = 0; i < 5_000; i++) {
            ChannelPair honest = ChannelPair.open(1);
            SecureChannel controller = ChannelPair.fresh(1).controller;
            byte[] bytes = honest.flights.get(0).clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] tail = new byte[random.nextInt(200)];
            random.nextBytes(tail);

            List<ChannelEvent> events = new ArrayList<>(deliver(controller, bytes));
            events.addAll(deliver(controller, tail));

            assertThat(isOpen(events)).isFalse();
        }
    }

    private static byte[] flip(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (0x80 >> (bit % 8));
        return flipped;
    }

    private static List<Kind> failures(ChannelPair pair) {
        List<Kind> kinds = new ArrayList<>();
        for (List<ChannelEvent> events : List.of(pair.atAgent, pair.atController)) {
            events.stream()
                    .filter(ChannelEvent.Failed.class::isInstance)
                    .map(event -> ((ChannelEvent.Failed) event).kind())
                    .forEach(kinds::add);
        }
        return kinds;
    }

    private static void assertFails(List<ChannelEvent> events, Kind kind) {
        assertThat(events).hasSize(1).first().isInstanceOfSatisfying(ChannelEvent.Failed.class, failed -> assertThat(
                        failed.kind())
                .as(failed.text())
                .isEqualTo(kind));
    }
}
