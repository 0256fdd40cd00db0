package org.hbaseha.it.agents;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.Beat;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.Streams;
import org.hbaseha.wire.nio.WireStream;

/**
 * One region server as a controller sees it: an authenticated stream that beats and testifies, and a port that takes connections. Its listener's
 * methods run on the streams' thread, {@link #beat} on the crowd's, {@link #die} on anybody's.
 */
final class SimulatedAgent implements StreamListener, AutoCloseable {

    /** Beats of which the time of sending is still known: more than can be under way. */
    private static final int SENT = 128;

    private static final Duration DIAL_AGAIN = Duration.ofMillis(500);

    private final ServerName name;
    private final Streams streams;
    private final RoundTrips trips;
    private final ServerSocketChannel port;
    private final long[] sentAt = new long[SENT];
    private final AtomicLong sequence = new AtomicLong();
    private volatile Optional<WireStream> stream = Optional.empty();
    private volatile String loss = "";
    private volatile InetSocketAddress controller = new InetSocketAddress(0);
    private volatile boolean dead;

    SimulatedAgent(ServerName name, Streams streams, RoundTrips trips) throws IOException {
        this.name = name;
        this.streams = streams;
        this.trips = trips;
        this.port = ServerSocketChannel.open();
        port.bind(new InetSocketAddress(name.getHostname(), name.getPort()));
    }

    ServerName name() {
        return name;
    }

    /** Dials until it is connected, and again when the stream is lost, as agents do. */
    void dial(InetSocketAddress where) {
        controller = where;
        Set<Capability> can = Set.of(Capability.WITNESS, Capability.WORK_BEACON);
        streams.dial(where, new Hello(Hello.WIRE_VERSION, can, name.getServerName()), this);
    }

    boolean isConnected() {
        return stream.isPresent();
    }

    /** How it lost a stream that was open, the last time it did; empty when it never did. */
    String loss() {
        return loss;
    }

    /** Sends one beat; false when there is no stream, or it takes no more. */
    boolean beat(MonotonicInstant now, Instant wall) {
        Optional<WireStream> open = stream;
        if (dead || open.isEmpty()) {
            return false;
        }
        long number = sequence.incrementAndGet();
        sentAt[(int) (number % SENT)] = now.nanos();
        return open.get()
                .offer(new Message.Beat(
                        new Beat(number, name.getStartCode(), now, wall, 0, WorkBeacon.IDLE, GateReport.NONE)));
    }

    /** What a killed process leaves behind: no port, and a stream that its kernel closes. */
    void die() throws IOException {
        dead = true;
        port.close();
        stream.ifPresent(open -> open.close("Killed"));
    }

    @Override
    public void opened(WireStream open) {
        stream = Optional.of(open);
    }

    @Override
    public void received(WireStream open, Message message, MonotonicInstant at) {
        if (message instanceof Message.Ack ack) {
            if (ack.sequence() > sequence.get() - SENT) {
                trips.add(at.nanos() - sentAt[(int) (ack.sequence() % SENT)]);
            }
        } else if (message instanceof Message.ProbeRequest asked && !dead) {
            streams.probe(
                    new InetSocketAddress(asked.host(), asked.port()),
                    asked.timeout(),
                    outcome -> open.offer(new Message.ProbeAnswer(asked.id(), outcome)));
        }
    }

    @Override
    public void closed(WireStream open, CloseCause cause, MonotonicInstant at) {
        stream = Optional.empty();
        if (!dead) {
            loss = cause.kind() + " " + cause.text();
            dialSoon();
        }
    }

    @Override
    public void refused(String remote, CloseCause cause) {
        if (!dead) {
            dialSoon();
        }
    }

    private void dialSoon() {
        CompletableFuture.delayedExecutor(DIAL_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> dial(controller));
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
