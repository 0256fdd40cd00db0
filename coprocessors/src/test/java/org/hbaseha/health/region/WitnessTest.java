package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Message.ProbeRequest;
import org.junit.After;
import org.junit.Test;

public class WitnessTest {

    private static final MonotonicInstant NOW = new MonotonicInstant(0);

    private final FakeStreams streams = new FakeStreams();
    private final KnownHosts hosts = new KnownHosts(Duration.ofMinutes(15));
    private final AtomicInteger asked = new AtomicInteger();
    private final NameResolver names = new NameResolver();
    private final AgentCounters counters = new AgentCounters();
    private final Witness witness = new Witness(streams, hosts, asked::incrementAndGet, names, counters, () -> NOW);
    private final List<ConnectOutcome> answers = new CopyOnWriteArrayList<>();

    @After
    public void close() {
        names.close();
    }

    @Test
    public void triesAHostOfARegionServerAndPassesTheOutcomeOn() {
        hosts.seen(Set.of("127.0.0.1"), NOW);

        witness.probe(request("127.0.0.1", 16020, Duration.ofMillis(250)), answers::add);

        await().until(() -> streams.probes.size() == 1);
        assertThat(streams.probes.get(0).target().getPort()).isEqualTo(16020);
        assertThat(streams.probes.get(0).timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(answers).isEmpty();
        streams.probes.get(0).answer().accept(ConnectOutcome.REFUSED);
        assertThat(answers).containsExactly(ConnectOutcome.REFUSED);
    }

    @Test
    public void doesNotTryAHostOfNoRegionServerAndWantsTheListReadAgain() {
        hosts.seen(Set.of("rs1"), NOW);

        witness.probe(request("192.0.2.1", 22, Duration.ofSeconds(1)), answers::add);

        assertThat(answers).containsExactly(ConnectOutcome.NOT_TRIED);
        assertThat(streams.probes).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    public void triesABoundedNumberAtATime() {
        hosts.seen(Set.of("127.0.0.1"), NOW);

        for (int i = 0; i < 88; i++) {
            witness.probe(request("127.0.0.1", 16020, Duration.ofSeconds(1)), answers::add);
        }

        await().until(() -> streams.probes.size() == 64);
        assertThat(answers).hasSize(24).containsOnly(ConnectOutcome.NOT_TRIED);

        streams.probes.get(0).answer().accept(ConnectOutcome.CONNECTED);
        streams.probes.get(0).answer().accept(ConnectOutcome.CONNECTED);
        witness.probe(request("127.0.0.1", 16020, Duration.ofSeconds(1)), answers::add);
        witness.probe(request("127.0.0.1", 16020, Duration.ofSeconds(1)), answers::add);

        await().until(() -> streams.probes.size() == 65);
        assertThat(answers).hasSize(26);
    }

    @Test
    public void goesOnAfterAnyNumberOfErrors() {
        hosts.seen(Set.of("127.0.0.1"), NOW);
        streams.broken = Optional.of(new OutOfMemoryError("planted"));

        for (int i = 1; i <= 88; i++) {
            int tried = i;
            witness.probe(request("127.0.0.1", 16020, Duration.ofSeconds(1)), answers::add);
            await().until(() -> answers.size() == tried);
        }
        streams.broken = Optional.empty();
        witness.probe(request("127.0.0.1", 16020, Duration.ofSeconds(1)), answers::add);

        await().until(() -> streams.probes.size() == 1);
        assertThat(answers).containsOnly(ConnectOutcome.NOT_TRIED);
        assertThat(counters.get(AgentCounter.ERRORS)).isEqualTo(88);
    }

    @Test
    public void doesNotTryAPortThatIsNone() {
        hosts.seen(Set.of("127.0.0.1"), NOW);

        witness.probe(request("127.0.0.1", 70_000, Duration.ofSeconds(1)), answers::add);

        await().untilAsserted(() -> assertThat(answers).containsExactly(ConnectOutcome.NOT_TRIED));
    }

    @Test
    public void doesNotTryForLongerThanItWants() {
        hosts.seen(Set.of("127.0.0.1"), NOW);

        witness.probe(request("127.0.0.1", 16020, Duration.ofDays(1)), answers::add);

        await().until(() -> streams.probes.size() == 1);
        assertThat(streams.probes.get(0).timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    private static ProbeRequest request(String host, int port, Duration timeout) {
        return new ProbeRequest(7, host, port, timeout);
    }
}
