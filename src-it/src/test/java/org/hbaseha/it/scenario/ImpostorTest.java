package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.StreamLoop;
import org.hbaseha.wire.nio.WireStream;
import org.junit.Test;

/** What the impostor is to an end that keeps to the protocol, as agents do: one that does not know the secret, and not one that talks nonsense. */
public final class ImpostorTest implements StreamListener {

    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile String refused = "";

    @Test
    public void isLeftAloneByWhoKnowsAnotherSecret() throws Exception {
        byte[] ours = new byte[Secret.LEAST_BYTES];
        ours[0] = 1;

        try (Impostor impostor = Impostor.listen("controller-0-forged");
                StreamLoop agent = new StreamLoop(
                        "agent",
                        Secret.of(ours),
                        StreamLimits.ofAgent(Duration.ofSeconds(3)),
                        MonotonicClock.system())) {
            agent.start();
            agent.dial(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), impostor.port()),
                    new Hello(Hello.WIRE_VERSION, Set.of(), "agent"),
                    this);
            await().until(() -> !refused.isEmpty() && impostor.leftAlone() == 1);
        }

        assertThat(refused).isEqualTo(CloseCause.Kind.NOT_AUTHENTIC.name());
        assertThat(opened).hasValue(0);
        assertThat(messages).hasValue(0);
    }

    @Override
    public void opened(WireStream stream) {
        opened.incrementAndGet();
    }

    @Override
    public void received(WireStream stream, Message message, MonotonicInstant at) {
        messages.incrementAndGet();
    }

    @Override
    public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {}

    @Override
    public void refused(String remote, CloseCause cause) {
        refused = cause.kind().name();
    }
}
