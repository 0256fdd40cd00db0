package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.wire.nio.LoopFixture.AGENT;
import static org.hbaseha.wire.nio.LoopFixture.LONG;
import static org.hbaseha.wire.nio.LoopFixture.PATIENT;
import static org.hbaseha.wire.nio.LoopFixture.SHORT;
import static org.hbaseha.wire.nio.LoopFixture.beat;
import static org.hbaseha.wire.nio.LoopFixture.fakeAgent;
import static org.hbaseha.wire.nio.RecordingListener.next;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ChannelEvent;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.SecureChannel;
import org.hbaseha.wire.Seeds;
import org.junit.Rule;
import org.junit.Test;

/** Streams whose other end is slow, silent, gone, foreign or hostile. */
public class StreamTroubleTest {

    private static final Message GOODBYE = new Message.Goodbye(GoodbyeReason.ABORT, "forged");

    @Rule
    public final LoopFixture loops = new LoopFixture();

    private final RecordingListener atController = new RecordingListener();
    private final RecordingListener atAgent = new RecordingListener();

    @Test
    public void peerWithAnotherSecretIsRefusedOnBothSides() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        byte[] other = new byte[32];
        other[31] = 1;

        loops.loop(PATIENT, Secret.of(other)).dial(address, AGENT, atAgent);

        assertThat(next(atAgent.refused).kind()).isEqualTo(CloseCause.Kind.NOT_AUTHENTIC);
        assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.LEFT_UNPROVEN);
    }

    @Test
    public void peerThatLeavesIsToldFromOneThatLeavesWithoutItsProof() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        byte[] hello = hello(Secret.of(new byte[32]));

        try (Socket scanner = new Socket(address.getAddress(), address.getPort())) {
            scanner.shutdownOutput();
            assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        }
        try (Socket halfway = new Socket(address.getAddress(), address.getPort())) {
            halfway.getOutputStream().write(hello, 0, hello.length - 1);
            halfway.shutdownOutput();
            assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        }
        try (Socket unproven = new Socket(address.getAddress(), address.getPort())) {
            unproven.getOutputStream().write(hello);
            assertThat(unproven.getInputStream().read()).isEqualTo('H');
            unproven.setSoLinger(true, 0);
        }
        assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.LEFT_UNPROVEN);
    }

    @Test
    public void strangerThatPassesOverTheControllersProofAndInventsItsOwnIsNotAuthentic() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        byte[] proof = new byte[7 + 32];
        System.arraycopy(new byte[] {'H', 'B', 'H', 'A', 3, 0, 32}, 0, proof, 0, 7);

        try (Socket stranger = new Socket(address.getAddress(), address.getPort())) {
            stranger.getOutputStream().write(hello(Secret.of(new byte[32])));
            stranger.getOutputStream().write(proof);

            assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.NOT_AUTHENTIC);
            assertThat(isOver(stranger)).isTrue();
        }
    }

    @Test
    public void garbageCostsItsOwnConnectionOnly() throws Exception {
        Random random = Seeds.random("garbage streams");
        InetSocketAddress address = loops.controller(PATIENT, atController);
        loops.loop(PATIENT).dial(address, AGENT, atAgent);
        WireStream honest = next(atAgent.opened);

        int connections = 300;
        for (int i = 0; i < connections; i++) {
            byte[] garbage = new byte[random.nextInt(3_000)];
            random.nextBytes(garbage);
            byte[] plausible = {'H', 'B', 'H', 'A', 1, (byte) random.nextInt(6), (byte) random.nextInt()};
            System.arraycopy(plausible, 0, garbage, 0, Math.min(garbage.length, random.nextInt(8)));
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write(garbage);
            } catch (IOException e) {
                assertThat(e).as("reset while writing, which is as good").hasMessageMatching("(?s).+");
            }
        }

        for (int i = 0; i < connections; i++) {
            assertThat(next(atController.refused).kind())
                    .isIn(CloseCause.Kind.MALFORMED, CloseCause.Kind.PEER_CLOSED, CloseCause.Kind.FAILED);
        }
        honest.offer(beat(1));
        assertThat(next(atController.received).message()).isEqualTo(beat(1));
        assertThat(atController.opened).hasSize(1);
    }

    @Test
    public void protocolsOfOthersAndHugeLengthsAreMalformed() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        for (byte[] start : List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0x16, 3, 1, 2, 0, 1, 0},
                new byte[] {'H', 'B', 'H', 'A', 1, -1, -1},
                new byte[] {'H', 'B', 'H', 'A', 3, 0, 32})) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write(start);

                assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.MALFORMED);
                assertThat(isOver(socket)).isTrue();
            }
        }
    }

    @Test
    public void peerThatDoesNotProveItselfInTimeIsClosed() throws Exception {
        InetSocketAddress address =
                loops.controller(new StreamLimits(SHORT, LONG, Optional.empty(), 64 * 1024, 4096, 256), atController);

        try (Socket silent = new Socket(address.getAddress(), address.getPort());
                Socket slow = new Socket(address.getAddress(), address.getPort())) {
            slow.getOutputStream().write('H');

            assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.HANDSHAKE_TIMEOUT);
            assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.HANDSHAKE_TIMEOUT);
            assertThat(isOver(silent)).isTrue();
            assertThat(isOver(slow)).isTrue();
        }
    }

    @Test
    public void controllerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket mute = new ServerSocket(0)) {
            StreamLoop agent = loops.loop(new StreamLimits(SHORT, LONG, Optional.empty(), 64 * 1024, 1, 1));

            agent.dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), mute.getLocalPort()), AGENT, atAgent);

            assertThat(next(atAgent.refused).kind()).isEqualTo(CloseCause.Kind.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    public void strangersBeyondTheLimitWaitAndAreServedLater() throws Exception {
        InetSocketAddress address =
                loops.controller(new StreamLimits(SHORT, LONG, Optional.empty(), 64 * 1024, 4096, 2), atController);

        try (Socket first = from("127.0.0.2", address);
                Socket second = from("127.0.0.3", address)) {
            loops.loop(PATIENT).dial(address, AGENT, atAgent);

            assertThat(next(atAgent.opened).peer()).isEqualTo(LoopFixture.CONTROLLER);
            assertThat(List.of(
                            next(atController.refused).kind(),
                            next(atController.refused).kind()))
                    .containsOnly(CloseCause.Kind.HANDSHAKE_TIMEOUT);
            assertThat(isOver(first)).isTrue();
            assertThat(isOver(second)).isTrue();
        }
    }

    @Test
    public void strangersOfOneAddressTakeNoMoreThanAQuarterOfThePlaces() throws Exception {
        InetSocketAddress address =
                loops.controller(new StreamLimits(LONG, LONG, Optional.empty(), 64 * 1024, 4096, 8), atController);

        try (Socket first = from("127.0.0.2", address);
                Socket second = from("127.0.0.2", address);
                Socket third = from("127.0.0.2", address)) {
            CloseCause refusal = next(atController.refused);
            assertThat(isOver(third)).isTrue();
            loops.loop(PATIENT).dial(address, AGENT, atAgent);
            next(atAgent.opened);

            assertThat(refusal.kind()).isEqualTo(CloseCause.Kind.FAILED);
            assertThat(refusal.text()).contains("from one address");
            assertThat(atController.refused).isEmpty();
            first.shutdownOutput();
            assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
            try (Socket again = from("127.0.0.2", address)) {
                assertThat(again.isConnected() && !second.isClosed()).isTrue();
                second.getOutputStream().write(new byte[7]);
                assertThat(next(atController.refused).kind()).isEqualTo(CloseCause.Kind.MALFORMED);
            }
        }
    }

    @Test
    public void idleStrangersOfManyAddressesGiveWayLongBeforeTheirTimeIsOver() throws Exception {
        Duration handshake = Duration.ofSeconds(2);
        InetSocketAddress address =
                loops.controller(new StreamLimits(handshake, LONG, Optional.empty(), 64 * 1024, 4096, 2), atController);

        try (Socket first = from("127.0.0.2", address);
                Socket second = from("127.0.0.3", address)) {
            loops.loop(PATIENT).dial(address, AGENT, atAgent);
            next(atAgent.opened);

            assertThat(next(atController.refused).text()).contains("others wait");
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @Test
    public void connectionBeyondTheLimitIsClosedUntilAnotherLeaves() throws Exception {
        InetSocketAddress address =
                loops.controller(new StreamLimits(LONG, LONG, Optional.empty(), 64 * 1024, 2, 8), atController);
        StreamLoop agent = loops.loop(PATIENT);
        agent.dial(address, AGENT, atAgent);
        agent.dial(address, AGENT, atAgent);
        WireStream first = next(atAgent.opened);
        next(atAgent.opened);

        agent.dial(address, AGENT, atAgent);
        CloseCause here = next(atController.refused);
        CloseCause there = next(atAgent.refused);
        first.close("makes room");
        next(atController.closed);
        agent.dial(address, AGENT, atAgent);
        next(atAgent.opened);

        assertThat(here).isEqualTo(new CloseCause(CloseCause.Kind.FAILED, "Too many connections"));
        assertThat(there.kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
    }

    @Test
    public void slowReaderLosesMessagesAndThenItsStream() throws Exception {
        InetSocketAddress address =
                loops.controller(new StreamLimits(LONG, SHORT, Optional.empty(), 64 * 1024, 4096, 256), atController);
        try (FakeAgent agent = fakeAgent(address)) {
            WireStream stream = next(atController.opened);

            offerUntilNothingIsTaken(stream);
            RecordingListener.Ending ending = next(atController.closed);

            assertThat(ending.cause().kind()).isEqualTo(CloseCause.Kind.STALLED);
            assertThat(isOver(agent.socket)).isTrue();
            assertThat(stream.offer(GOODBYE)).isFalse();
        }
    }

    @Test
    public void readerThatWakesUpInTimeKeepsItsStream() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        try (FakeAgent agent = fakeAgent(address)) {
            WireStream stream = next(atController.opened);
            int offered = offerUntilNothingIsTaken(stream);

            int read = 0;
            while (read < offered) {
                read += agent.read().size();
            }

            await().atMost(LONG).until(() -> stream.offer(GOODBYE));
            assertThat(agent.read()).containsExactly(new ChannelEvent.Received(GOODBYE));
            assertThat(atController.closed).isEmpty();
        }
    }

    @Test
    public void agentClosesTheStreamOfASilentControllerAndNotTheOtherWayRound() throws Exception {
        InetSocketAddress address =
                loops.controller(new StreamLimits(SHORT, SHORT, Optional.empty(), 64 * 1024, 4096, 256), atController);
        StreamLoop agent = loops.loop(new StreamLimits(LONG, SHORT, Optional.of(SHORT), 64 * 1024, 1, 1));

        agent.dial(address, AGENT, atAgent);

        assertThat(next(atAgent.closed).cause())
                .isEqualTo(new CloseCause(CloseCause.Kind.STALLED, "Peer says nothing"));
        assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
    }

    @Test
    public void endOfThePeerIsSeenHoweverItEnds() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        List<FakeAgent> agents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            agents.add(fakeAgent(address));
        }

        agents.get(0).close();
        assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        agents.get(1).reset();
        assertThat(next(atController.closed).cause())
                .isEqualTo(new CloseCause(CloseCause.Kind.PEER_CLOSED, "Peer reset the connection"));
        agents.get(2).socket.shutdownOutput();
        assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        agents.get(2).close();
    }

    @Test
    public void lastWordsOfAPeerAreHeardBeforeItsEnd() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        FakeAgent agent = fakeAgent(address);

        agent.write(agent.sealed(beat(1)));
        agent.write(agent.sealed(GOODBYE));
        agent.close();

        assertThat(next(atController.received).message()).isEqualTo(beat(1));
        assertThat(next(atController.received).message()).isEqualTo(GOODBYE);
        assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
    }

    @Test
    public void lastWordsOfAPeerAreHeardBeforeItsReset() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        for (int round = 0; round < 100; round++) {
            FakeAgent agent = fakeAgent(address);
            WireStream stream = next(atController.opened);

            agent.write(agent.sealed(GOODBYE));
            stream.offer(new Message.Ack(round, true));
            agent.reset();

            assertThat(next(atController.received).message()).isEqualTo(GOODBYE);
            assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        }
    }

    @Test
    public void forgedAndRepeatedGoodbyesAreRefusedAndNeverReported() throws Exception {
        InetSocketAddress address = loops.controller(PATIENT, atController);
        try (FakeAgent forger = fakeAgent(address);
                FakeAgent repeater = fakeAgent(address)) {
            byte[] forged = forger.sealed(GOODBYE);
            Arrays.fill(forged, forged.length - 16, forged.length, (byte) 0);
            byte[] beat = repeater.sealed(beat(1));

            forger.write(forged);
            assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.NOT_AUTHENTIC);
            repeater.write(beat);
            repeater.write(beat);
            assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.NOT_AUTHENTIC);

            assertThat(next(atController.received).message()).isEqualTo(beat(1));
            assertThat(atController.received).isEmpty();
        }
    }

    @Test
    public void listenerThatThrowsLosesItsStreamAndNoOther() throws Exception {
        RecordingListener faulty = new RecordingListener() {
            @Override
            public void received(WireStream stream, Message message, MonotonicInstant at) {
                if (message instanceof Message.Goodbye) {
                    throw new AssertionError("planted");
                }
                super.received(stream, message, at);
            }

            @Override
            public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {
                super.closed(stream, cause, at);
                throw new IllegalStateException("planted too");
            }
        };
        InetSocketAddress address = loops.controller(PATIENT, faulty);
        try (FakeAgent first = fakeAgent(address);
                FakeAgent second = fakeAgent(address)) {
            first.write(first.sealed(GOODBYE));
            assertThat(next(faulty.closed).cause().kind()).isEqualTo(CloseCause.Kind.FAILED);

            second.write(second.sealed(beat(2)));
            assertThat(next(faulty.received).message()).isEqualTo(beat(2));
            assertThat(faulty.closed).isEmpty();
            assertThat(isOver(first.socket)).isTrue();
        }
    }

    @Test
    public void nothingMoreIsReportedOnceTheListenerHasClosedTheStream() throws Exception {
        RecordingListener once = new RecordingListener() {
            @Override
            public void received(WireStream stream, Message message, MonotonicInstant at) {
                super.received(stream, message, at);
                stream.close("one is enough");
            }
        };
        InetSocketAddress address = loops.controller(PATIENT, once);
        try (FakeAgent agent = fakeAgent(address)) {
            byte[] first = agent.sealed(beat(1));
            byte[] second = agent.sealed(beat(2));
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);

            agent.write(both);

            assertThat(next(once.closed).cause().kind()).isEqualTo(CloseCause.Kind.CLOSED_HERE);
            assertThat(once.received).hasSize(1);
        }
    }

    /** Fills the sockets and the queue, and returns how many messages went in. */
    private static int offerUntilNothingIsTaken(WireStream stream) {
        AtomicInteger offered = new AtomicInteger();
        await().during(SHORT.dividedBy(2)).atMost(LONG).until(() -> {
            int before = offered.get();
            while (stream.offer(new Message.Ack(offered.get(), true))) {
                offered.incrementAndGet();
            }
            return offered.get() == before;
        });
        return offered.get();
    }

    private static byte[] hello(Secret secret) {
        ChannelEvent.Send first = (ChannelEvent.Send)
                SecureChannel.dialling(secret, AGENT, new byte[32]).start().get(0);
        byte[] bytes = new byte[first.bytes().remaining()];
        first.bytes().get(bytes);
        return bytes;
    }

    /** A connection from another address of this machine; Linux has all of 127.0.0.0/8. */
    private static Socket from(String host, InetSocketAddress to) throws IOException {
        return new Socket(to.getAddress(), to.getPort(), InetAddress.getByName(host), 0);
    }

    /** Reads to the end, which may be a reset; fails when the socket stays open. */
    private static boolean isOver(Socket socket) throws IOException {
        socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
        try {
            while (socket.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
            return true;
        } catch (SocketException e) {
            return true;
        }
    }
}
