package org.hbaseha.it.agents;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.nio.SecretFile;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamLoop;

/**
 * All simulated agents: one thread for their sockets and one that lets each beat once an interval, evenly spread over it. Each agent has a
 * loopback address of its own, since a region server is known by its address. Started and closed by one thread.
 */
final class Crowd implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofMillis(100);

    private static final int SLICES = 50;
    private static final int DIALS_AT_A_TIME = 32;
    private static final int AGENTS_OF_A_NET = 250;
    private static final Duration STALL = Duration.ofSeconds(3);

    private final StreamLoop streams;
    private final MonotonicClock clock = MonotonicClock.system();
    private final InstantSource wall = InstantSource.system();
    private final RoundTrips trips = new RoundTrips();
    private final LongAdder notSent = new LongAdder();
    private final List<SimulatedAgent> agents = new ArrayList<>();
    private final ScheduledExecutorService metronome =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "agents-metronome"));
    private int slice;

    Crowd(Path secret, int size, int port) throws IOException {
        streams = new StreamLoop("agents", SecretFile.read(secret), StreamLimits.ofAgent(STALL), clock);
        streams.start();
        long startCode = wall.millis();
        for (int i = 0; i < size; i++) {
            String host = "127.1." + i / AGENTS_OF_A_NET + "." + (i % AGENTS_OF_A_NET + 1);
            agents.add(new SimulatedAgent(ServerName.valueOf(host, port, startCode), streams, trips));
        }
    }

    List<SimulatedAgent> agents() {
        return List.copyOf(agents);
    }

    /** Connects all of them, a few at a time: a controller lets only so many strangers in at once. */
    void connect(InetSocketAddress controller, Duration atMost) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (int from = 0; from < agents.size(); from += DIALS_AT_A_TIME) {
            List<SimulatedAgent> some = agents.subList(from, Math.min(agents.size(), from + DIALS_AT_A_TIME));
            some.forEach(agent -> agent.dial(controller));
            while (!some.stream().allMatch(SimulatedAgent::isConnected)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "Agents cannot connect within " + atMost.toSeconds() + " s controller=" + controller);
                }
                Thread.sleep(1);
            }
        }
    }

    /** From now on each of them beats once an {@link #INTERVAL}. */
    void beat() {
        long each = INTERVAL.toNanos() / SLICES;
        var unused = metronome.scheduleAtFixedRate(this::beatOfSlice, 0, each, TimeUnit.NANOSECONDS);
    }

    private void beatOfSlice() {
        MonotonicInstant now = clock.now();
        Instant time = wall.instant();
        for (int i = slice; i < agents.size(); i += SLICES) {
            SimulatedAgent agent = agents.get(i);
            if (!agent.beat(now, time) && agent.isConnected()) {
                notSent.increment();
            }
        }
        slice = (slice + 1) % SLICES;
    }

    /** Agents that lost their stream, with the reason. */
    List<String> losses() {
        return agents.stream()
                .filter(agent -> !agent.loss().isEmpty())
                .map(agent -> agent.name() + " " + agent.loss())
                .toList();
    }

    RoundTrips trips() {
        return trips;
    }

    /** Beats that a stream did not take, because the controller reads too slowly. */
    long notSent() {
        return notSent.sum();
    }

    @Override
    public void close() {
        metronome.shutdownNow();
        streams.close();
        for (SimulatedAgent agent : agents) {
            try {
                agent.close();
            } catch (IOException e) {
                // Its port goes with this process.
            }
        }
    }
}
