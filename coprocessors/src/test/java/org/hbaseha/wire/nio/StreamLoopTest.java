package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.wire.nio.RecordingListener.next;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class StreamLoopTest {

    private static final Secret SECRET = Secret.of(new byte[32]);
    private static final Hello AGENT = new Hello(1, Set.of(Capability.WITNESS), "rs1.example.org,16020,1700000000000");
    private static final Hello CONTROLLER = new Hello(1, Set.of(), "controller-1");
    private static final StreamLimits PATIENT =
            new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty(), 64 * 1024, 4096, 256);

    private final List<StreamLoop> loops = new ArrayList<>();
    private final RecordingListener atController = new RecordingListener();
    private final RecordingListener atAgent = new RecordingListener();
    private StreamLoop controller;
    private StreamLoop agent;
    private InetSocketAddress address;

    @Before
    public void startBoth() throws IOException {
        controller = loop("controller", SECRET, PATIENT);
        agent = loop("agent", SECRET, PATIENT);
        address = listen(controller, atController);
    }

    @After
    public void stopAll() {
        loops.forEach(StreamLoop::close);
    }

    @Test
    public void carriesMessagesBothWaysBetweenEndsThatKnowTheSecret() throws Exception {
        agent.dial(address, AGENT, atAgent);
        WireStream seenByController = next(atController.opened);
        WireStream seenByAgent = next(atAgent.opened);

        seenByAgent.offer(beat(1));
        Message atTheController = next(atController.received).message();
        seenByController.offer(new Message.Ack(1, true));
        Message atTheAgent = next(atAgent.received).message();

        assertThat(seenByController.peer()).isEqualTo(AGENT);
        assertThat(seenByAgent.peer()).isEqualTo(CONTROLLER);
        assertThat(atTheController).isEqualTo(beat(1));
        assertThat(atTheAgent).isEqualTo(new Message.Ack(1, true));
    }

    @Test
    public void carriesManyStreams() throws Exception {
        int streams = 300;
        for (int i = 0; i < streams; i++) {
            agent.dial(address, new Hello(1, Set.of(), "rs" + i + ",16020,1"), atAgent);
        }

        Set<String> names = new HashSet<>();
        for (int i = 0; i < streams; i++) {
            names.add(next(atController.opened).peer().name());
            next(atAgent.opened).offer(beat(i));
        }
        Set<Long> sequences = new HashSet<>();
        for (int i = 0; i < streams; i++) {
            sequences.add(((Message.Beat) next(atController.received).message())
                    .beat()
                    .sequence());
        }

        assertThat(names).hasSize(streams);
        assertThat(sequences).hasSize(streams);
    }

    @Test
    public void goodbyeOfferedBeforeTheLoopClosesStillArrives() throws Exception {
        agent.dial(address, AGENT, atAgent);
        WireStream stream = next(atAgent.opened);

        stream.offer(new Message.Goodbye(GoodbyeReason.STOP, "operator"));
        stream.close("stop");
        agent.close();

        assertThat(next(atController.received).message())
                .isEqualTo(new Message.Goodbye(GoodbyeReason.STOP, "operator"));
        assertThat(next(atController.closed).cause().kind()).isEqualTo(CloseCause.Kind.PEER_CLOSED);
        assertThat(next(atAgent.closed).cause()).isEqualTo(new CloseCause(CloseCause.Kind.CLOSED_HERE, "stop"));
    }

    private StreamLoop loop(String name, Secret secret, StreamLimits limits) throws IOException {
        StreamLoop loop = new StreamLoop(name, secret, limits, MonotonicClock.system());
        loop.start();
        loops.add(loop);
        return loop;
    }

    private static InetSocketAddress listen(StreamLoop loop, StreamListener listener) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new InetSocketAddress(loopback, loop.listen(new InetSocketAddress(loopback, 0), CONTROLLER, listener));
    }

    private static Message beat(long sequence) {
        return new Message.Beat(new Beat(
                sequence, 1_700_000_000_000L, new MonotonicInstant(-5), Instant.ofEpochSecond(7, 8), WorkBeacon.IDLE));
    }
}
