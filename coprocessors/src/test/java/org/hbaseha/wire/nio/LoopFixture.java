package org.hbaseha.wire.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hbaseha.health.Beat;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.junit.rules.ExternalResource;

/** Loops on loopback that are closed when the test is over. */
final class LoopFixture extends ExternalResource {

    static final Secret SECRET = Secret.of(new byte[32]);
    static final Hello AGENT = new Hello(1, Set.of(Capability.WITNESS), "rs1.example.org,16020,1700000000000");
    static final Hello CONTROLLER = new Hello(1, Set.of(), "controller-1");
    static final Duration LONG = Duration.ofSeconds(10);
    static final Duration SHORT = Duration.ofMillis(200);
    static final StreamLimits PATIENT = new StreamLimits(LONG, LONG, Optional.empty(), 64 * 1024, 4096, 4096);

    private final List<StreamLoop> loops = new ArrayList<>();

    StreamLoop loop(StreamLimits limits) throws IOException {
        return loop(limits, SECRET);
    }

    StreamLoop loop(StreamLimits limits, Secret secret) throws IOException {
        StreamLoop loop = new StreamLoop("loop-" + loops.size(), secret, limits, MonotonicClock.system());
        loop.start();
        loops.add(loop);
        return loop;
    }

    /** A controller with these limits. */
    InetSocketAddress controller(StreamLimits limits, StreamListener listener) throws IOException {
        return listen(loop(limits), listener);
    }

    static InetSocketAddress listen(StreamLoop loop, StreamListener listener) throws IOException {
        int port = loop.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CONTROLLER, listener);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static FakeAgent fakeAgent(InetSocketAddress controller) throws IOException {
        return new FakeAgent(controller, SECRET, AGENT, new byte[32]);
    }

    static Message beat(long sequence) {
        return new Message.Beat(new Beat(
                sequence,
                1_700_000_000_000L,
                new MonotonicInstant(-5),
                Instant.ofEpochSecond(7, 8),
                0,
                WorkBeacon.IDLE,
                GateReport.NONE));
    }

    @Override
    protected void after() {
        loops.forEach(StreamLoop::close);
    }
}
