package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.CloseCause;
import org.junit.After;
import org.junit.Test;

public class KeeperTest {

    private static final ControllerAddress CONTROLLER = new ControllerAddress("c1", "127.0.0.1", 16070, 16071, "test");

    private final FakeHost host = new FakeHost();
    private final FakeStreams streams = new FakeStreams();
    private final MonotonicClock clock = MonotonicClock.system();
    private final AgentParts parts = new AgentParts(
            host,
            new ServerHooks(new UnfinishedWrites(System::nanoTime), ServerGate.open()),
            new Departure(host),
            streams,
            Gates.ACCESS,
            why -> {},
            new AgentCounters(),
            clock);
    private final AgentConfig config = Gates.config(Gates.settings(), 0, 1);
    private final Keeper keeper = new Keeper(config, parts);

    @After
    public void close() {
        host.ending = Optional.of(GoodbyeReason.STOP);
        keeper.close();
    }

    @Test
    public void dialsNobodyUntilTheServerIsRegistered() {
        keeper.controllers(List.of(CONTROLLER));

        assertThat(keeper.turn(clock.now())).isTrue();

        assertThat(streams.dials).isEmpty();
        assertThat(parts.counters().get(AgentCounter.BEATS_MADE)).isZero();
    }

    @Test
    public void endsAtOnceWhenTheServerEndsBeforeItIsRegistered() {
        host.ending = Optional.of(GoodbyeReason.ABORT);

        assertThat(keeper.turn(clock.now())).isFalse();
    }

    @Test
    public void noBeatThreadOutlivesTheAgent() {
        Set<Thread> before = beatThreads();
        keeper.registered(FakeHost.NAME);
        assertThat(keeper.turn(clock.now())).isTrue();
        Set<Thread> ours = beatThreads();
        ours.removeAll(before);
        assertThat(ours).hasSize(1);

        keeper.close();

        await().until(() -> ours.stream().noneMatch(Thread::isAlive));
    }

    private static Set<Thread> beatThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("hbase-ha-beat"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    public void dialsUnderTheRegisteredNameThenBeatsThenSaysGoodbye() {
        keeper.controllers(List.of(CONTROLLER));
        keeper.registered(FakeHost.NAME);
        assertThat(keeper.turn(clock.now())).isTrue();
        await().until(() -> streams.dials.size() == 1);
        FakeStreams.Dial dial = streams.dials.get(0);
        assertThat(dial.self().name()).isEqualTo(FakeHost.NAME.getServerName());
        assertThat(dial.address().getPort()).isEqualTo(16070);

        FakeStream stream = new FakeStream("c1");
        dial.listener().opened(stream);
        await().until(() -> stream.offered.size() >= 3);

        host.ending = Optional.of(GoodbyeReason.ABORT);
        await().until(() -> !stream.closedBecause.isEmpty());
        assertThat(stream.offered.get(stream.offered.size() - 1)).isInstanceOf(Message.Goodbye.class);
        assertThat(keeper.turn(clock.now())).isTrue();
        dial.listener().closed(stream, new CloseCause(CloseCause.Kind.CLOSED_HERE, "goodbye"), clock.now());
        assertThat(keeper.turn(clock.now())).isFalse();
    }
}
