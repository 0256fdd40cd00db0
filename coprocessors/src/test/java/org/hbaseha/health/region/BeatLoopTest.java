package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;
import org.junit.Test;

public class BeatLoopTest {

    private static final Duration SLICE = Duration.ofMillis(25);

    private static final GateReport LEASED = new GateReport(GateState.LEASED, 17, 3);

    private boolean metersFail;
    private boolean gateFails;
    private final FakeHost host = new FakeHost();
    private final Departure departure = new Departure(host);
    private final ControllerLinks links =
            new ControllerLinks(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2)), () -> 0.0);
    private final AckLedger acks = new AckLedger();
    private final AgentCounters counters = new AgentCounters();
    private final PauseMeter pauses = new PauseMeter(at(0));
    private final UnfinishedWrites writes = new UnfinishedWrites(this::nanos);
    private final LoadSampler load = new LoadSampler(host, () -> 0.25);
    private final BeatLoop loop = new BeatLoop(
            FakeHost.NAME.getStartCode(),
            Duration.ofMillis(100),
            new BeatLoop.Sources(
                    new BeaconSource(pauses, writes, load), pauses, acks, departure, links, 0, this::report),
            counters,
            () -> at(0));

    @Test
    public void offersTheSameBeatToEveryOpenStream() {
        FakeStream first = open("c1");
        FakeStream second = open("c2");

        loop.turn(Duration.ZERO, at(0));
        loop.turn(SLICE, at(25));
        loop.turn(SLICE, at(100));

        assertThat(sequences(first)).containsExactly(1L, 2L);
        assertThat(second.offered).isEqualTo(first.offered);
        assertThat(counters.get(AgentCounter.BEATS_SENT)).isEqualTo(4);
    }

    @Test
    public void tellsStartCodeGateAndSendInstantAndRemembersIt() {
        FakeStream stream = open("c1");

        loop.turn(Duration.ZERO, at(3));

        Beat beat = ((Message.Beat) stream.offered.get(0)).beat();
        assertThat(beat.startCode()).isEqualTo(FakeHost.NAME.getStartCode());
        assertThat(beat.sent()).isEqualTo(at(3));
        assertThat(beat.gate()).isEqualTo(LEASED);
        assertThat(acks.sentAt(1)).contains(at(3));
    }

    @Test
    public void fillsTheBeacon() {
        FakeStream stream = open("c1");
        host.requests = Map.of("r1", 100L, "r2", 0L);
        load.sample(at(0));
        host.requests = Map.of("r1", 150L, "r2", 10L);
        load.sample(at(1_000));

        loop.turn(SLICE, at(1_225));

        Beat beat = ((Message.Beat) stream.offered.get(0)).beat();
        assertThat(beat.beacon().regions()).isEqualTo(2);
        assertThat(beat.beacon().requestsPerSecond()).isEqualTo(60.0);
        assertThat(beat.beacon().processCpu()).isEqualTo(0.25);
        assertThat(beat.beacon().recentPause()).isEqualTo(Duration.ofMillis(1_200));
        assertThat(beat.beacon().longestPause()).isEqualTo(Duration.ofMillis(1_200));
        assertThat(beat.beacon().heapUsed()).isPositive();
    }

    @Test
    public void dropsABeatForAControllerThatDoesNotRead() {
        FakeStream stuck = open("c1");
        FakeStream reading = open("c2");
        stuck.full = true;

        loop.turn(Duration.ZERO, at(0));

        assertThat(sequences(reading)).containsExactly(1L);
        assertThat(counters.get(AgentCounter.BEATS_DROPPED)).isEqualTo(1);
    }

    @Test
    public void saysGoodbyeAsTheLastThing() {
        FakeStream stream = open("c1");
        loop.turn(Duration.ZERO, at(0));

        host.ending = Optional.of(GoodbyeReason.ABORT);
        loop.turn(SLICE, at(100));

        assertThat(stream.offered).hasSize(2);
        assertThat(((Message.Goodbye) stream.offered.get(1)).reason()).isEqualTo(GoodbyeReason.ABORT);
        assertThat(stream.closedBecause).isEqualTo("the region server aborts");
        assertThat(loop.hasSaidGoodbye()).isTrue();
    }

    @Test
    public void theFirstReasonToLeaveCounts() {
        FakeStream stream = open("c1");
        departure.ask(GoodbyeReason.STOP);
        host.ending = Optional.of(GoodbyeReason.ABORT);

        loop.turn(SLICE, at(25));

        assertThat(((Message.Goodbye) stream.offered.get(0)).reason()).isEqualTo(GoodbyeReason.STOP);
    }

    @Test
    public void errorInEveryTurnNeitherSpinsNorEndsTheThread() throws Exception {
        host.broken = Optional.of(new NoSuchMethodError("planted"));
        Thread thread = AgentThread.daemon("test-beat", loop);
        long begun = System.nanoTime();

        thread.start();
        await().until(() -> counters.get(AgentCounter.ERRORS) >= 5);
        long errors = counters.get(AgentCounter.ERRORS);
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        loop.end();
        thread.join(10_000);

        assertThat(errors).as("in %s ms", millis).isLessThan(2 + millis / 10);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    public void beatsOnWithAnEmptyBeaconWhenItsMetersFail() {
        FakeStream stream = open("c1");
        metersFail = true;

        loop.turn(Duration.ZERO, at(0));
        loop.turn(SLICE, at(100));

        assertThat(sequences(stream)).containsExactly(1L, 2L);
        assertThat(beats(stream)).extracting(Beat::beacon).containsOnly(WorkBeacon.IDLE);
        assertThat(beats(stream)).extracting(Beat::gate).containsOnly(LEASED);
        assertThat(counters.get(AgentCounter.ERRORS)).isEqualTo(2);
    }

    /** Nobody may rely on the lease of a gate that cannot tell. */
    @Test
    public void beatsOnWithAReportOfNoGateWhenItsGateFails() {
        FakeStream stream = open("c1");
        gateFails = true;

        loop.turn(Duration.ZERO, at(0));

        assertThat(beats(stream)).extracting(Beat::gate).containsExactly(GateReport.NONE);
        assertThat(counters.get(AgentCounter.ERRORS)).isEqualTo(1);
    }

    @Test
    public void beatsOnWhenItsServerCannotTellWhetherItEnds() {
        FakeStream stream = open("c1");
        host.broken = Optional.of(new NoSuchMethodError("planted"));

        loop.turn(Duration.ZERO, at(0));

        assertThat(sequences(stream)).containsExactly(1L);
        assertThat(counters.get(AgentCounter.ERRORS)).isEqualTo(1);
    }

    private long nanos() {
        if (metersFail) {
            throw new NoSuchMethodError("planted");
        }
        return 7_000_000;
    }

    private GateReport report() {
        if (gateFails) {
            throw new IllegalStateException("planted");
        }
        return LEASED;
    }

    private static List<Beat> beats(FakeStream stream) {
        return stream.offered.stream()
                .map(message -> ((Message.Beat) message).beat())
                .toList();
    }

    private static List<Long> sequences(FakeStream stream) {
        return stream.offered.stream()
                .map(message -> ((Message.Beat) message).beat().sequence())
                .toList();
    }

    private FakeStream open(String id) {
        FakeStream stream = new FakeStream(id);
        List<ControllerAddress> all = List.of(address("c1"), address("c2"));
        links.listed(all, at(0));
        links.takeDue(at(0));
        assertThat(links.opened(id, stream, at(0))).isTrue();
        return stream;
    }

    private static ControllerAddress address(String id) {
        return new ControllerAddress(id, "localhost", 16070, 16071, "test");
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }
}
