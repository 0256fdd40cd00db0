package org.hbaseha.controller.observation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Vantage;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.observation.StreamCounts.Event;
import org.hbaseha.controller.observation.WitnessQuestions.Question;
import org.hbaseha.controller.rim.ServerNames;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.health.Beat;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.Streams;
import org.hbaseha.wire.nio.WireStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents' streams. Acknowledges each beat at once, on the thread that read it, whether we lead or not, unless this controller has promised
 * not to. One stream counts for each
 * incarnation of a region server: a newer one replaces the older, whose end is then evidence of nothing. Never closes a stream for being
 * silent: that silence, on an open stream, is what class P is made of.
 *
 * <p>The listener's methods run on the streams' thread; {@link #askWitness} and the getters may be called from any.
 */
public final class BeatServer implements StreamListener {

    private static final Logger LOG = LoggerFactory.getLogger(BeatServer.class);
    private static final int MOST_QUESTIONS = 4096;
    /** How long after its own time-out a witness's answer still says something. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final MonotonicClock clock;
    private final Acknowledgements words;
    private final BooleanSupplier armed;
    private final Consumer<Observation> sink;
    private final StreamCounts counts = new StreamCounts();
    private final WitnessQuestions questions = new WitnessQuestions(MOST_QUESTIONS, LATE);
    private final Map<ServerName, WireStream> streams = new ConcurrentHashMap<>();
    private final Map<ServerName, Integer> livePorts = new ConcurrentHashMap<>();
    private final TroubleLog refusals = new TroubleLog(LOG, "A connection to the beat port");

    /** {@code armed} is what acknowledgements say: whether this controller may act on silence. */
    public BeatServer(MonotonicClock clock, Acknowledgements words, BooleanSupplier armed, Consumer<Observation> sink) {
        this.clock = clock;
        this.words = words;
        this.armed = armed;
        this.sink = sink;
    }

    /** Returns the port bound. */
    public int listen(Streams sockets, InetSocketAddress address, String controllerId) throws IOException {
        Hello self = new Hello(Hello.WIRE_VERSION, Set.of(Capability.WITNESS), controllerId);
        return sockets.listen(address, self, this);
    }

    @Override
    public void opened(WireStream stream) {
        Optional<ServerName> name = ServerNames.parse(stream.peer().name());
        if (name.isEmpty()) {
            counts.count(Event.NAME_REFUSED);
            LOG.warn("Peer proved the secret but has no server name peer={} remote={}", stream.peer(), stream.remote());
            stream.close("Your name is not host,port,startcode");
            return;
        }
        counts.count(Event.STREAM_OPENED);
        WireStream older = streams.put(name.get(), stream);
        LOG.info("Agent connected server={} remote={}", name.get(), stream.remote());
        sink.accept(new Observation.StreamOpened(name.get(), stream.peer().capabilities(), clock.now()));
        if (older != null) {
            counts.count(Event.STREAM_REPLACED);
            older.close("A newer stream of the same server took this one's place");
        }
    }

    @Override
    public void received(WireStream stream, Message message, MonotonicInstant at) {
        Optional<ServerName> server = current(stream);
        if (server.isEmpty()) {
            return;
        }
        if (message instanceof Message.Beat beat) {
            beat(server.get(), stream, beat.beat(), at);
        } else if (message instanceof Message.Goodbye goodbye) {
            goodbye(server.get(), goodbye, at);
        } else if (message instanceof Message.ProbeAnswer answer) {
            answered(server.get(), answer, at);
        } else {
            unexpected(server.get(), stream, message);
        }
    }

    /** The server whose current stream this is; empty for replaced and refused ones. */
    private Optional<ServerName> current(WireStream stream) {
        return ServerNames.parse(stream.peer().name()).filter(server -> stream.equals(streams.get(server)));
    }

    private void beat(ServerName server, WireStream stream, Beat beat, MonotonicInstant at) {
        if (beat.startCode() != server.getStartCode()) {
            counts.count(Event.WRONG_INCARNATION);
            LOG.warn("Beat of another incarnation server={} startCode={}", server, beat.startCode());
            stream.close("This beat's start code is not the stream's");
            return;
        }
        counts.count(Event.BEAT);
        boolean binds = armed.getAsBoolean();
        if (!words.grant(server, beat.sent(), beat.gate(), binds, clock.now())) {
            counts.count(Event.ACK_WITHHELD);
        } else if (!stream.offer(new Message.Ack(beat.sequence(), binds))) {
            counts.count(Event.ACK_NOT_SENT);
        }
        if (beat.livePort() > 0) {
            livePorts.put(server, beat.livePort());
        }
        sink.accept(new Observation.BeatSeen(server, beat, at));
    }

    private void goodbye(ServerName server, Message.Goodbye goodbye, MonotonicInstant at) {
        counts.count(Event.GOODBYE);
        LOG.info("Agent says goodbye server={} reason={} text={}", server, goodbye.reason(), goodbye.text());
        sink.accept(new Observation.GoodbyeSeen(server, goodbye.reason(), goodbye.text(), at));
    }

    private void answered(ServerName witness, Message.ProbeAnswer answer, MonotonicInstant at) {
        Optional<Question> question = questions.answered(answer.id(), witness, at);
        if (question.isEmpty()) {
            counts.count(Event.WITNESS_ANSWER_REFUSED);
            return;
        }
        counts.count(Event.WITNESS_ANSWERED);
        Question asked = question.get();
        sink.accept(new Observation.Probed(
                asked.suspect(),
                new Vantage.Witness(witness),
                asked.port(),
                asked.serverPort(),
                answer.outcome(),
                asked.asked(),
                at));
    }

    private void unexpected(ServerName server, WireStream stream, Message message) {
        counts.count(Event.UNEXPECTED_MESSAGE);
        LOG.warn("Agent sent what only controllers send server={} message={}", server, message);
        stream.close("Only controllers send this");
    }

    @Override
    public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {
        counts.countClosed(cause.kind());
        Optional<ServerName> server = current(stream);
        if (server.isEmpty()) {
            return;
        }
        streams.remove(server.get(), stream);
        LOG.info("Agent's stream ended server={} cause={} text={}", server.get(), cause.kind(), cause.text());
        boolean byPeer = cause.kind() == CloseCause.Kind.PEER_CLOSED;
        sink.accept(new Observation.StreamClosed(server.get(), byPeer, cause.text(), at));
    }

    @Override
    public void refused(String remote, CloseCause cause) {
        counts.countRefused(cause.kind());
        int port = remote.lastIndexOf(':');
        refusals.seen((port < 0 ? remote : remote.substring(0, port)) + " " + cause.kind() + " " + cause.text());
    }

    /**
     * Asks the agent of {@code witness} to try a TCP connect; its answer comes as {@link Observation.Probed}.
     *
     * @param serverPort whether {@code port} is the suspect's own RPC port
     * @return false when that agent has no stream to us, cannot be a witness, or takes no more messages
     */
    public boolean askWitness(ServerName witness, ServerName suspect, int port, boolean serverPort, Duration timeout) {
        WireStream stream = streams.get(witness);
        if (stream == null || !stream.peer().capabilities().contains(Capability.WITNESS)) {
            return false;
        }
        long id = questions.ask(new Question(suspect, witness, port, serverPort, clock.now()));
        // By name, not by our address for it: on the suspect's own machine its name may mean loopback, and that is
        // another host there.
        boolean sent = stream.offer(new Message.ProbeRequest(id, suspect.getHostname(), port, timeout));
        if (sent) {
            counts.count(Event.WITNESS_ASKED);
        }
        return sent;
    }

    /** The port for probes that a server told in its beats; remembered when its stream ends. */
    OptionalInt livePort(ServerName server) {
        Integer port = livePorts.get(server);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Forgets what it knows of all other servers. */
    void rememberOnly(Set<ServerName> servers) {
        words.retain(servers);
        livePorts.keySet().retainAll(servers);
    }

    /** Servers whose agents have a stream to us now. */
    public Set<ServerName> connected() {
        return Set.copyOf(streams.keySet());
    }

    public StreamCounts counts() {
        return counts;
    }
}
