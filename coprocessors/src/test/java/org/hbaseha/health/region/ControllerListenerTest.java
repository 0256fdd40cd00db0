package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.CloseCause;
import org.junit.Before;
import org.junit.Test;

public class ControllerListenerTest {

    private static final MonotonicInstant NOW = new MonotonicInstant(0);
    private static final CloseCause GONE = new CloseCause(CloseCause.Kind.PEER_CLOSED, "gone");

    private final ControllerLinks links =
            new ControllerLinks(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2)), () -> 0.0);
    private final AckLedger acks = new AckLedger();
    private final AgentCounters counters = new AgentCounters();
    private final Witness witness = new Witness(
            new FakeStreams(),
            new KnownHosts(Duration.ofMinutes(1)),
            () -> {},
            new NameResolver(),
            counters,
            () -> NOW);
    private final RecordingLog log = new RecordingLog();
    private final ControllerListener listener = new ControllerListener(
            "c1", links, Gates.unarmed(acks), witness, new DialTrouble(log.logger()), counters, () -> NOW);
    private final FakeStream stream = new FakeStream("c1");

    @Before
    public void dial() {
        links.listed(List.of(new ControllerAddress("c1", "localhost", 1, 2, "test")), NOW);
        assertThat(links.takeDue(NOW)).hasSize(1);
    }

    @Test
    public void aStreamToTheControllerDialledIsBeatenOn() {
        listener.opened(stream);

        assertThat(links.open()).containsExactly(stream);
        listener.closed(stream, GONE, NOW);
        assertThat(links.open()).isEmpty();
        assertThat(counters.getClosed(CloseCause.Kind.PEER_CLOSED)).isEqualTo(1);
    }

    @Test
    public void hangsUpOnAnotherControllerAtTheSameAddress() {
        FakeStream successor = new FakeStream("c2");

        listener.opened(successor);

        assertThat(successor.closedBecause).isEqualTo("dialled controller c1");
        assertThat(links.open()).isEmpty();
        assertThat(counters.get(AgentCounter.STREAMS_UNWANTED)).isEqualTo(1);
    }

    @Test
    public void hangsUpWhenTheAgentLeavesMeanwhile() {
        links.leave();

        listener.opened(stream);

        assertThat(stream.closedBecause).isNotEmpty();
    }

    @Test
    public void takesAcknowledgementsAndCountsThoseOfBeatsNeverSent() {
        listener.opened(stream);
        acks.sent(1, NOW);

        listener.received(stream, new Message.Ack(1, true), NOW);
        listener.received(stream, new Message.Ack(99, true), NOW);

        assertThat(counters.get(AgentCounter.ACKS)).isEqualTo(1);
        assertThat(counters.get(AgentCounter.ACKS_REFUSED)).isEqualTo(1);
    }

    @Test
    public void answersAProbeRequestWithItsNumber() {
        listener.opened(stream);

        listener.received(stream, new Message.ProbeRequest(42, "192.0.2.1", 22, Duration.ofSeconds(1)), NOW);

        assertThat(stream.offered).containsExactly(new Message.ProbeAnswer(42, ConnectOutcome.NOT_TRIED));
    }

    @Test
    public void hangsUpOnAControllerThatSpeaksLikeAnAgent() {
        listener.opened(stream);

        listener.received(stream, new Message.Goodbye(GoodbyeReason.STOP, ""), NOW);

        assertThat(stream.closedBecause).isNotEmpty();
        assertThat(counters.get(AgentCounter.MESSAGES_MISPLACED)).isEqualTo(1);
    }

    @Test
    public void countsARefusalByItsCause() {
        listener.refused("localhost:1", new CloseCause(CloseCause.Kind.NOT_AUTHENTIC, "wrong proof"));

        assertThat(counters.getRefused(CloseCause.Kind.NOT_AUTHENTIC)).isEqualTo(1);
    }

    @Test
    public void theLogSaysThatTheSecretIsWrongAndWhenItIsRightAtLast() {
        listener.refused("localhost:1", new CloseCause(CloseCause.Kind.NOT_AUTHENTIC, "wrong proof"));
        links.takeDue(NOW.plus(Duration.ofSeconds(2)));
        listener.opened(stream);

        assertThat(log.lines).hasSize(2);
        assertThat(log.lines.get(0)).startsWith("warn ").contains("id=c1", "localhost:1", "hbase.ha.secret.file");
        assertThat(log.lines.get(1)).startsWith("info ").contains("id=c1");
    }
}
