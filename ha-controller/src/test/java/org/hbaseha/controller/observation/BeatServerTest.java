package org.hbaseha.controller.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.hbase.ServerName;
import org.awaitility.Awaitility;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Vantage;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.observation.StreamCounts.Event;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.StreamLoop;
import org.hbaseha.wire.nio.WireStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class BeatServerTest {

    private static final Secret SECRET = Secret.of(new byte[Secret.LEAST_BYTES]);
    private static final ServerName SERVER = ServerName.valueOf("127.0.0.1,16020,1700000000001");
    private static final ServerName SUSPECT = ServerName.valueOf("127.0.0.1,16021,1700000000002");

    private final MonotonicClock clock = MonotonicClock.system();
    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private final Acknowledgements words =
            new Acknowledgements(Seats.NONE, Duration.ofSeconds(1), clock.now().minus(Duration.ofMinutes(1)));
    private final BeatServer server = new BeatServer(clock, words, () -> true, seen::add);
    private final StreamLoop controller =
            new StreamLoop("controller", SECRET, StreamLimits.ofController(Duration.ofSeconds(3)), clock);
    private final StreamLoop agents =
            new StreamLoop("agents", SECRET, StreamLimits.ofAgent(Duration.ofSeconds(30)), clock);
    private InetSocketAddress address = new InetSocketAddress(0);

    @Before
    public void start() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        words.recordsRead();
        controller.start();
        agents.start();
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        address = new InetSocketAddress(free.getAddress(), server.listen(controller, free, "controller-1"));
    }

    @After
    public void stop() {
        agents.close();
        controller.close();
    }

    @Test
    public void acknowledgesEachBeatAndTellsOfIt() {
        Agent agent = connect(SERVER);

        agent.say(beat(7, SERVER.getStartCode()));

        await().until(() -> agent.heard.contains(new Message.Ack(7, true)));
        Observation.BeatSeen beat = only(Observation.BeatSeen.class);
        assertThat(beat.server()).isEqualTo(SERVER);
        assertThat(beat.beat().sequence()).isEqualTo(7);
        assertThat(only(Observation.StreamOpened.class).capabilities()).containsExactly(Capability.WITNESS);
        assertThat(server.connected()).containsExactly(SERVER);
        assertThat(server.counts().events(Event.BEAT)).isEqualTo(1);
    }

    @Test
    public void hearsAServerThatItHasPromisedNotToAcknowledge() {
        Agent agent = connect(SERVER);
        words.promise(SERVER, clock.now());

        agent.say(beat(7, SERVER.getStartCode()));

        await().until(() -> !all(Observation.BeatSeen.class).isEmpty());
        assertThat(server.counts().events(Event.ACK_WITHHELD)).isEqualTo(1);
        assertThat(agent.heard).noneMatch(Message.Ack.class::isInstance);
    }

    @Test
    public void closesAStreamWhoseBeatIsOfAnotherIncarnation() {
        Agent agent = connect(SERVER);

        agent.say(beat(1, SERVER.getStartCode() + 1));

        await().until(() -> !agent.ended.isEmpty());
        assertThat(all(Observation.BeatSeen.class)).isEmpty();
        assertThat(only(Observation.StreamClosed.class).byPeer()).isFalse();
        assertThat(server.counts().events(Event.WRONG_INCARNATION)).isEqualTo(1);
    }

    @Test
    public void refusesAPeerWithoutAServerName() {
        Agent stranger = new Agent("somebody");

        await().until(() -> !stranger.ended.isEmpty());
        assertThat(seen).isEmpty();
        assertThat(server.counts().events(Event.NAME_REFUSED)).isEqualTo(1);
    }

    @Test
    public void theEndOfAReplacedStreamIsNoEvidence() {
        Agent older = connect(SERVER);
        Agent newer = connect(SERVER);

        await().until(() -> !older.ended.isEmpty());
        newer.say(beat(2, SERVER.getStartCode()));

        await().until(() -> newer.heard.contains(new Message.Ack(2, true)));
        assertThat(all(Observation.StreamClosed.class)).isEmpty();
        assertThat(server.connected()).containsExactly(SERVER);
        assertThat(server.counts().events(Event.STREAM_REPLACED)).isEqualTo(1);
    }

    @Test
    public void tellsOfGoodbyeAndThatThePeerClosed() {
        Agent agent = connect(SERVER);

        agent.say(new Message.Goodbye(GoodbyeReason.ABORT, "disk gone"));
        agent.stream().close("bye");

        await().until(() -> !all(Observation.StreamClosed.class).isEmpty());
        assertThat(only(Observation.GoodbyeSeen.class).reason()).isEqualTo(GoodbyeReason.ABORT);
        assertThat(only(Observation.StreamClosed.class).byPeer()).isTrue();
        assertThat(server.connected()).isEmpty();
    }

    @Test
    public void aWitnessAnswersOnceAndNobodyAnswersForIt() {
        Agent witness = connect(SERVER);
        assertThat(server.askWitness(SERVER, SUSPECT, 16021, true, Duration.ofMillis(200)))
                .isTrue();
        await().until(() -> !witness.heard.isEmpty());
        Message.ProbeRequest request = (Message.ProbeRequest) witness.heard.get(0);
        ServerName other = ServerName.valueOf("127.0.0.1,16029,1");
        Agent liar = connect(other);

        liar.say(new Message.ProbeAnswer(request.id(), ConnectOutcome.CONNECTED));
        await().until(() -> server.counts().events(Event.WITNESS_ANSWER_REFUSED) == 1);
        witness.say(new Message.ProbeAnswer(request.id(), ConnectOutcome.REFUSED));
        witness.say(new Message.ProbeAnswer(request.id(), ConnectOutcome.CONNECTED));

        await().until(() -> server.counts().events(Event.WITNESS_ANSWER_REFUSED) == 2);
        Observation.Probed probed = only(Observation.Probed.class);
        assertThat(request.port()).isEqualTo(16021);
        assertThat(request.host()).isEqualTo("127.0.0.1");
        assertThat(probed.server()).isEqualTo(SUSPECT);
        assertThat(probed.from()).isEqualTo(new Vantage.Witness(SERVER));
        assertThat(probed.outcome()).isEqualTo(ConnectOutcome.REFUSED);
        assertThat(probed.serverPort()).isTrue();
        assertThat(probed.asked().isAfter(probed.at())).isFalse();
    }

    @Test
    public void aWitnessWithoutAStreamCannotBeAsked() {
        assertThat(server.askWitness(SERVER, SUSPECT, 16021, true, Duration.ofMillis(200)))
                .isFalse();
    }

    @Test
    public void countsGarbageAndKeepsServing() throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write(new byte[100_000]);
            await().until(() -> server.counts().refused(CloseCause.Kind.MALFORMED)
                            + server.counts().refused(CloseCause.Kind.NOT_AUTHENTIC)
                    == 1);
        }
        Agent agent = connect(SERVER);

        agent.say(beat(1, SERVER.getStartCode()));

        await().until(() -> agent.heard.contains(new Message.Ack(1, true)));
    }

    @Test
    public void probesFromHereTellWhatBecameOfThem() throws Exception {
        ServerName down = ServerName.valueOf("127.0.0.1", portOfNobody(), 1);
        try (Prober prober = new Prober(controller, server, Duration.ofSeconds(2), clock, seen::add)) {
            prober.know(Set.of(down));
            await().until(() -> {
                seen.clear();
                prober.probe(down, List.of(address.getPort()), List.of(SERVER));
                await().until(() -> all(Observation.Probed.class).size() == 2);
                return all(Observation.Probed.class).stream()
                        .noneMatch(probed -> probed.outcome() == ConnectOutcome.NOT_TRIED);
            });
        }

        assertThat(all(Observation.Probed.class))
                .extracting(Observation.Probed::serverPort, Observation.Probed::outcome)
                .containsExactlyInAnyOrder(tuple(true, ConnectOutcome.REFUSED), tuple(false, ConnectOutcome.CONNECTED));
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Agent connect(ServerName name) {
        long before = streamsOf(name);
        Agent agent = new Agent(name.getServerName());
        await().until(() -> streamsOf(name) > before && !agent.open.isEmpty());
        return agent;
    }

    private long streamsOf(ServerName name) {
        return all(Observation.StreamOpened.class).stream()
                .filter(opened -> opened.server().equals(name))
                .count();
    }

    private static Message.Beat beat(long sequence, long startCode) {
        return new Message.Beat(new Beat(
                sequence, startCode, new MonotonicInstant(0), Instant.EPOCH, 0, WorkBeacon.IDLE, GateReport.NONE));
    }

    private <T extends Observation> List<T> all(Class<T> type) {
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <T extends Observation> T only(Class<T> type) {
        assertThat(all(type)).hasSize(1);
        return all(type).get(0);
    }

    /** The other end of one stream. */
    private final class Agent implements StreamListener {
        final List<WireStream> open = new CopyOnWriteArrayList<>();
        final List<Message> heard = new CopyOnWriteArrayList<>();
        final List<CloseCause> ended = new CopyOnWriteArrayList<>();

        Agent(String name) {
            agents.dial(address, new Hello(Hello.WIRE_VERSION, Set.of(Capability.WITNESS), name), this);
        }

        WireStream stream() {
            return open.get(0);
        }

        void say(Message message) {
            assertThat(stream().offer(message)).isTrue();
        }

        @Override
        public void opened(WireStream stream) {
            open.add(stream);
        }

        @Override
        public void received(WireStream stream, Message message, MonotonicInstant at) {
            heard.add(message);
        }

        @Override
        public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {
            ended.add(cause);
        }

        @Override
        public void refused(String remote, CloseCause cause) {
            ended.add(cause);
        }
    }
}
