package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.time.MonotonicInstant;

/** The evidence about every incarnation we know of. Owned by one {@code ControllerCore}, so by one thread; holds no clock. */
public final class EvidenceBook {

    /** An incarnation that is neither registered nor connected is forgotten after this long. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final Map<ServerName, ServerEvidence> servers = new TreeMap<>();

    /** Takes what an observation says of servers; ignores those that say nothing of any. */
    public void apply(Observation observation) {
        if (observation instanceof Observation.BeatSeen seen) {
            update(seen.server(), seen.at(), evidence -> evidence.withBeat(seen.beat(), seen.at()));
        } else if (observation instanceof Observation.StreamOpened opened) {
            update(
                    opened.server(),
                    opened.at(),
                    evidence -> evidence.withStreamOpened(new StreamState.Open(opened.at(), opened.capabilities())));
        } else if (observation instanceof Observation.StreamClosed closed) {
            update(
                    closed.server(),
                    closed.at(),
                    evidence -> evidence.withStreamClosed(
                            new StreamState.Closed(closed.byPeer(), closed.text(), closed.at())));
        } else if (observation instanceof Observation.GoodbyeSeen goodbye) {
            update(
                    goodbye.server(),
                    goodbye.at(),
                    evidence -> evidence.withFarewell(
                            new ServerEvidence.Farewell(goodbye.reason(), goodbye.text(), goodbye.at())));
        } else if (observation instanceof Observation.Probed probed) {
            servers.computeIfPresent(
                    probed.server(),
                    (name, evidence) -> evidence.withProbe(new ProbeResult(
                            probed.from(),
                            probed.port(),
                            probed.serverPort(),
                            probed.outcome(),
                            probed.asked(),
                            probed.asked(),
                            probed.at())));
        } else if (observation instanceof Observation.RegisteredServers registered) {
            register(registered.servers(), registered.at());
        } else if (observation instanceof Observation.MasterView view) {
            servers.replaceAll((server, evidence) ->
                    evidence.withStanding(evidence.standing().withMaster(word(view, server))));
        }
    }

    private static Standing.MasterWord word(Observation.MasterView view, ServerName server) {
        if (view.dead().contains(server)) {
            return Standing.MasterWord.DEAD;
        }
        return view.live().contains(server) ? Standing.MasterWord.LIVE : Standing.MasterWord.NONE;
    }

    /** This process itself has just been stopped for a while. */
    public void weStoodStill() {
        servers.replaceAll((server, evidence) -> evidence.withoutContact());
    }

    private void update(ServerName server, MonotonicInstant at, UnaryOperator<ServerEvidence> change) {
        servers.compute(
                server, (name, known) -> change.apply(known == null ? ServerEvidence.unknown(name, at) : known));
    }

    private void register(Set<ServerName> registered, MonotonicInstant at) {
        registered.forEach(server -> servers.computeIfAbsent(server, name -> ServerEvidence.unknown(name, at)));
        Map<Address, Long> newest = newestStartCodes(registered);
        servers.replaceAll((server, evidence) -> evidence.withStanding(
                evidence.standing().withRegistration(registered.contains(server), newerStartCode(server, newest))));
        servers.values()
                .removeIf(evidence -> !evidence.registered()
                        && !evidence.hasOpenStream()
                        && at.since(evidence.lastLife()).compareTo(FORGET_AFTER) > 0);
    }

    private static Map<Address, Long> newestStartCodes(Set<ServerName> registered) {
        Map<Address, Long> newest = new HashMap<>();
        registered.forEach(server -> newest.merge(server.getAddress(), server.getStartCode(), Math::max));
        return newest;
    }

    private static Optional<Long> newerStartCode(ServerName server, Map<Address, Long> newest) {
        return Optional.ofNullable(newest.get(server.getAddress()))
                .filter(startCode -> startCode > server.getStartCode());
    }

    public Collection<ServerEvidence> all() {
        return servers.values();
    }

    public Optional<ServerEvidence> find(ServerName server) {
        return Optional.ofNullable(servers.get(server));
    }

    /** Addresses: one that was restarted is registered twice until its first session ends, and is one server all the same. */
    public Set<Address> registeredAddresses() {
        return servers.values().stream()
                .filter(ServerEvidence::registered)
                .map(evidence -> evidence.server().getAddress())
                .collect(Collectors.toUnmodifiableSet());
    }
}
