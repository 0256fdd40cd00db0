package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.time.MonotonicClock;
import org.junit.Test;

public class BeatThreadTest {

    private final Departure departure = new Departure(new FakeHost());
    private final AgentCounters counters = new AgentCounters();
    private final List<Thread> made = new ArrayList<>();
    private final BeatLoop loop = loop();
    private boolean deadly = true;
    private final BeatThread beat = new BeatThread(loop, this::thread, counters);

    @Test
    public void startsAnotherThreadWhereOneDiedAndGoesOnCounting() throws InterruptedException {
        beat.keepAlive();
        made.get(0).join();
        deadly = false;

        beat.keepAlive();
        beat.keepAlive();

        assertThat(made).hasSize(2);
        assertThat(counters.get(AgentCounter.BEAT_THREAD_RESTARTS)).isEqualTo(1);
        await().until(() -> loop.sequence() >= 2);
        departure.ask(GoodbyeReason.STOP);
        made.get(1).join();
    }

    @Test
    public void startsNoneOnceGoodbyeIsSaid() throws InterruptedException {
        deadly = false;
        departure.ask(GoodbyeReason.STOP);
        beat.keepAlive();
        made.get(0).join();

        beat.keepAlive();

        assertThat(made).hasSize(1);
        assertThat(counters.get(AgentCounter.BEAT_THREAD_RESTARTS)).isZero();
    }

    private Thread thread(Runnable work) {
        Thread thread = AgentThread.daemon("test-beat", deadly ? () -> {} : work);
        made.add(thread);
        return thread;
    }

    private BeatLoop loop() {
        MonotonicClock clock = MonotonicClock.system();
        PauseMeter pauses = new PauseMeter(clock.now());
        BeaconSource beacon = new BeaconSource(
                pauses, new UnfinishedWrites(System::nanoTime), new LoadSampler(new FakeHost(), () -> 0.0));
        ControllerLinks links =
                new ControllerLinks(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2)), () -> 0.0);
        return new BeatLoop(
                1,
                Duration.ofMillis(20),
                new BeatLoop.Sources(beacon, pauses, new AckLedger(), departure, links, 0, () -> GateReport.NONE),
                counters,
                clock);
    }
}
