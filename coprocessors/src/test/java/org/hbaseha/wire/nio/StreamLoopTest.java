package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hbaseha.wire.nio.LoopFixture.AGENT;
import static org.hbaseha.wire.nio.LoopFixture.CONTROLLER;
import static org.hbaseha.wire.nio.LoopFixture.PATIENT;
import static org.hbaseha.wire.nio.LoopFixture.beat;
import static org.hbaseha.wire.nio.RecordingListener.next;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Streams between ends that behave. */
public class StreamLoopTest {

    @Rule
    public final LoopFixture loops = new LoopFixture();

    private final RecordingListener atController = new RecordingListener();
    private final RecordingListener atAgent = new RecordingListener();
    private StreamLoop controller;
    private StreamLoop agent;
    private InetSocketAddress address;

    @Before
    public void startBoth() throws IOException {
        controller = loops.loop(PATIENT);
        agent = loops.loop(PATIENT);
        address = LoopFixture.listen(controller, atController);
    }

    @Test
    public void carriesMessagesBothWaysBetweenEndsThatKnowTheSecret() throws Exception {
        agent.dial(address, AGENT, atAgent);
        WireStream seenByController = next(atController.opened);
        WireStream seenByAgent = next(atAgent.opened);

        MonotonicInstant before = MonotonicClock.system().now();
        seenByAgent.offer(beat(1));
        RecordingListener.Arrival atTheController = next(atController.received);
        seenByController.offer(new Message.Ack(1, true));
        RecordingListener.Arrival atTheAgent = next(atAgent.received);

        assertThat(seenByController.peer()).isEqualTo(AGENT);
        assertThat(seenByAgent.peer()).isEqualTo(CONTROLLER);
        assertThat(seenByAgent.remote()).isEqualTo(address);
        assertThat(atTheController.message()).isEqualTo(beat(1));
        assertThat(atTheAgent.message()).isEqualTo(new Message.Ack(1, true));
        assertThat(atTheController.at()).isGreaterThan(before).isLessThan(atTheAgent.at());
    }

    @Test
    public void carriesManyStreams() throws Exception {
        int streams = 500;
        for (int i = 0; i < streams; i++) {
            agent.dial(address, new Hello(1, Set.of(), "rs" + i + ",16020,1"), atAgent);
        }

        Set<String> names = new HashSet<>();
        for (int i = 0; i < streams; i++) {
            names.add(next(atController.opened).peer().name());
            next(atAgent.opened).offer(beat(i));
        }
        Set<Message> beats = new HashSet<>();
        for (int i = 0; i < streams; i++) {
            beats.add(next(atController.received).message());
        }

        assertThat(names).hasSize(streams);
        assertThat(beats).hasSize(streams);
    }

    @Test
    public void answersGivenInsideTheListenerLeaveAtOnce() throws Exception {
        StreamLoop echo = loops.loop(PATIENT);
        InetSocketAddress echoAddress = LoopFixture.listen(echo, new RecordingListener() {
            @Override
            public void received(WireStream stream, Message message, MonotonicInstant at) {
                stream.offer(new Message.Ack(((Message.Beat) message).beat().sequence(), true));
            }
        });
        agent.dial(echoAddress, AGENT, atAgent);
        WireStream stream = next(atAgent.opened);

        for (int i = 0; i < 1_000; i++) {
            assertThat(stream.offer(beat(i))).isTrue();
            assertThat(next(atAgent.received).message()).isEqualTo(new Message.Ack(i, true));
        }
    }

    @Test
    public void messagesOfOneThreadStayInOrderWhenManyThreadsOffer() throws Exception {
        int perThread = 2_000;
        agent.dial(address, AGENT, atAgent);
        WireStream stream = next(atAgent.opened);
        List<Thread> threads = new ArrayList<>();
        for (long id = 0; id < 4; id++) {
            long thread = id;
            threads.add(new Thread(() -> {
                for (int i = 0; i < perThread; i++) {
                    while (!stream.offer(new Message.Ack(thread << 32 | i, true))) {
                        Thread.onSpinWait();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);

        Map<Long, Long> newest = new HashMap<>();
        for (int i = 0; i < perThread * threads.size(); i++) {
            long value = ((Message.Ack) next(atController.received).message()).sequence();
            long expected = newest.merge(value >>> 32, 0L, (old, zero) -> old + 1);
            assertThat(value & 0xFFFF_FFFFL).isEqualTo(expected);
        }
    }

    @Test
    public void goodbyeOfferedBeforeTheLoopClosesStillArrives() throws Exception {
        agent.dial(address, AGENT, atAgent);
        WireStream stream = next(atAgent.opened);

        stream.offer(new Message.Goodbye(GoodbyeReason.STOP, "operator"));
        agent.close();

        assertThat(next(atController.received).message())
                .isEqualTo(new Message.Goodbye(GoodbyeReason.STOP, "operator"));
        assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        assertThat(next(atAgent.closed).cause().kind()).isEqualTo(CloseCause.Kind.CLOSED_HERE);
        assertThat(stream.offer(beat(1))).isFalse();
    }

    @Test
    public void goodbyeOfAnInterruptedThreadStillArrives() throws Exception {
        agent.dial(address, AGENT, atAgent);
        WireStream stream = next(atAgent.opened);

        Thread.currentThread().interrupt();
        stream.offer(new Message.Goodbye(GoodbyeReason.ABORT, "interrupted"));
        agent.close();
        boolean closedWhenCloseReturned = !atAgent.closed.isEmpty();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closedWhenCloseReturned).isTrue();
        assertThat(next(atController.received).message()).isInstanceOf(Message.Goodbye.class);
    }

    @Test
    public void goodbyeArrivesEvenWhenTheControllerTalksAllTheTime() throws Exception {
        for (int round = 0; round < 50; round++) {
            agent.dial(address, AGENT, atAgent);
            WireStream seenByController = next(atController.opened);
            WireStream seenByAgent = next(atAgent.opened);
            Thread talker = new Thread(() -> {
                for (int i = 0; i < 100_000 && atController.closed.isEmpty(); i++) {
                    seenByController.offer(new Message.Ack(i, true));
                }
            });
            talker.start();
            next(atAgent.received);

            seenByAgent.offer(new Message.Goodbye(GoodbyeReason.STOP, "operator"));
            seenByAgent.close("stop");

            assertThat(next(atController.received).message()).isInstanceOf(Message.Goodbye.class);
            assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
            assertThat(next(atAgent.closed).cause()).isEqualTo(new CloseCause(CloseCause.Kind.CLOSED_HERE, "stop"));
            talker.join();
            atAgent.received.clear();
        }
    }

    @Test
    public void closingTheLoopClosesItsStreamsAndItsPort() throws Exception {
        agent.dial(address, AGENT, atAgent);
        next(atController.opened);
        next(atAgent.opened);

        controller.close();
        controller.close();

        assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.CLOSED_HERE);
        assertThat(next(atAgent.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        agent.dial(address, AGENT, atAgent);
        assertThat(next(atAgent.refused).kind()).isEqualTo(CloseCause.Kind.NOT_CONNECTED);
    }

    @Test
    public void closedLoopSaysThatNothingWasTried() throws Exception {
        StreamLoop neverStarted = new StreamLoop("never started", LoopFixture.SECRET, PATIENT, MonotonicClock.system());
        agent.close();
        for (StreamLoop loop : List.of(agent, neverStarted)) {
            loop.close();
            BlockingQueue<ConnectOutcome> outcomes = new ArrayBlockingQueue<>(1);

            loop.dial(address, AGENT, atAgent);
            loop.probe(address, LoopFixture.LONG, outcomes::add);

            assertThat(next(atAgent.refused).kind()).isEqualTo(CloseCause.Kind.CLOSED_HERE);
            assertThat(next(outcomes)).isEqualTo(ConnectOutcome.NOT_TRIED);
        }
    }

    @Test
    public void dialOfAPortWhereNobodyListensIsRefused() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        }

        agent.dial(nobody, AGENT, atAgent);
        agent.dial(InetSocketAddress.createUnresolved("no.such.host.invalid", 1), AGENT, atAgent);

        assertThat(next(atAgent.refused).kind()).isEqualTo(CloseCause.Kind.NOT_CONNECTED);
        assertThat(next(atAgent.refused).kind()).isEqualTo(CloseCause.Kind.NOT_CONNECTED);
    }

    @Test
    public void portInUseIsAnErrorOfListen() {
        assertThatThrownBy(() -> agent.listen(address, CONTROLLER, atController))
                .isInstanceOf(IOException.class);
    }
}
