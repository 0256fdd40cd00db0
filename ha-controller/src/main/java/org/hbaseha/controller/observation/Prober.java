package org.hbaseha.controller.observation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Vantage;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.nio.Streams;

/**
 * Asks actively: TCP connects of our own to a suspect's ports, and the same by witnesses. Every answer is one {@link Observation.Probed}; a
 * witness that cannot be asked or does not answer gives none. Called by the control loop, never waits.
 */
public final class Prober implements AutoCloseable {

    private final Streams sockets;
    private final BeatServer witnessStreams;
    private final HostAddresses addresses;
    private final Duration timeout;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final Map<ServerName, Integer> infoPorts = new ConcurrentHashMap<>();

    public Prober(
            Streams sockets,
            BeatServer witnessStreams,
            Duration timeout,
            MonotonicClock clock,
            Consumer<Observation> sink) {
        this(sockets, witnessStreams, new HostAddresses(InetAddress::getByName), timeout, clock, sink);
    }

    Prober(
            Streams sockets,
            BeatServer witnessStreams,
            HostAddresses addresses,
            Duration timeout,
            MonotonicClock clock,
            Consumer<Observation> sink) {
        this.sockets = sockets;
        this.witnessStreams = witnessStreams;
        this.addresses = addresses;
        this.timeout = timeout;
        this.clock = clock;
        this.sink = sink;
    }

    /** To be told of servers as they are seen, so that their addresses are known when they are needed. Cheap for those known. */
    public void know(Set<ServerName> servers) {
        addresses.learn(servers);
        infoPorts.keySet().retainAll(servers);
        witnessStreams.rememberOnly(servers);
    }

    /** The port of a server's web page: a second one by which its host can answer. Any thread. */
    public void knowInfoPort(ServerName server, int port) {
        infoPorts.put(server, port);
    }

    /** One round: each port we know of, from here and from each witness. */
    public void probe(ServerName suspect, List<Integer> extraPorts, List<ServerName> witnesses) {
        probe(suspect, suspect.getPort(), true, witnesses);
        Optional.ofNullable(infoPorts.get(suspect)).ifPresent(port -> probe(suspect, port, false, witnesses));
        witnessStreams.livePort(suspect).ifPresent(port -> probe(suspect, port, false, witnesses));
        for (int port : extraPorts) {
            probe(suspect, port, false, witnesses);
        }
    }

    private void probe(ServerName suspect, int port, boolean serverPort, List<ServerName> witnesses) {
        MonotonicInstant asked = clock.now();
        Consumer<ConnectOutcome> answer = outcome -> sink.accept(
                new Observation.Probed(suspect, Vantage.HERE, port, serverPort, outcome, asked, clock.now()));
        Optional<InetAddress> address = addresses.find(suspect);
        if (address.isPresent()) {
            sockets.probe(new InetSocketAddress(address.get(), port), timeout, answer);
        } else {
            answer.accept(ConnectOutcome.NOT_TRIED);
        }
        for (ServerName witness : witnesses) {
            witnessStreams.askWitness(witness, suspect, port, serverPort, timeout);
        }
    }

    @Override
    public void close() {
        addresses.close();
    }
}
