package org.hbaseha.monitor.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.replication.ReplicationPeerDescription;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.admin.AddressFile;
import org.hbaseha.monitor.admin.http.FindingQuery;
import org.hbaseha.monitor.admin.http.MonitorServer;
import org.hbaseha.monitor.admin.http.Readiness;
import org.hbaseha.monitor.admin.http.Sources;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.coordination.MonitorRegistration;
import org.hbaseha.monitor.coordination.MonitorSession;
import org.hbaseha.monitor.coordination.PairElection;
import org.hbaseha.monitor.coordination.SettingsWatch;
import org.hbaseha.monitor.reporting.FindingLine;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.wire.nio.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a monitor and how they are joined. Follows the cluster's replication peers: each has a {@link PairDesk}, and an election for it. Started and closed by
 * the main thread.
 */
final class Monitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration FOLLOW_PEERS = Duration.ofSeconds(10);

    private final MonitorConfig config;
    private final String id;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, Pair> pairs = new ConcurrentSkipListMap<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile Optional<String> trouble = Optional.of("starting");

    private record Pair(PairDesk desk, PairElection election) {

        /** The election first: whoever is next may begin while this one ends. */
        void close() {
            election.close();
            desk.close();
        }
    }

    Monitor(MonitorConfig config, String id) {
        this.config = config;
        this.id = id;
    }

    /** Starts every part. Throws {@link IOException} where ZooKeeper, HBase, the folder or the port cannot be had. */
    void start(Configuration hbase) throws IOException, InterruptedException {
        MonitorSession session = keep(new MonitorSession(config.zooKeeper(), SecretFile.read(config.secretFile())));
        session.start();
        Cluster here = keep(Cluster.open("this cluster", hbase, CONNECT));
        BookStore store = BookStore.in(config.directory(), hbase);
        SettingsWatch settings = new SettingsWatch(session, config.live());
        settings.start();
        MonitorServer server = keep(new MonitorServer(
                config.bindAddress(), config.httpPort(), new Sources(this::view, this::findings, this::readiness)));
        int port = server.start();
        keep(this::closePairs);
        ScheduledThreadPoolExecutor follower = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "ha-peers");
            made.setDaemon(true);
            return made;
        });
        keep(follower::shutdownNow);
        var unused = follower.scheduleWithFixedDelay(
                () -> follow(session, here, store, settings), 0, FOLLOW_PEERS.toMillis(), TimeUnit.MILLISECONDS);
        MonitorAddress address = new MonitorAddress(id, config.host(), port, version());
        keep(new MonitorRegistration(session, address)).start();
        AddressFile.write(address);
        LOG.info("Monitor is up id={} http={}:{} directory={}", id, config.host(), port, config.directory());
    }

    private static String version() {
        String version = Monitor.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Begins with peers that are new, and ends with those that are gone. */
    private void follow(MonitorSession session, Cluster here, BookStore store, SettingsWatch settings) {
        try {
            List<ReplicationPeerDescription> peers = here.answer(here.admin().listReplicationPeers());
            Set<String> ids = peers.stream()
                    // A peer with an endpoint of its own may be no HBase at all.
                    .filter(peer -> peer.getPeerConfig().getClusterKey() != null)
                    .map(ReplicationPeerDescription::getPeerId)
                    .collect(Collectors.toSet());
            for (String gone : List.copyOf(pairs.keySet())) {
                if (!ids.contains(gone)) {
                    LOG.info("The peer is gone peer={}", gone);
                    Optional.ofNullable(pairs.remove(gone)).ifPresent(Pair::close);
                }
            }
            for (String peer : ids) {
                if (!pairs.containsKey(peer)) {
                    PairDesk desk = new PairDesk(peer, here, config.tables(), store, settings);
                    PairElection election = new PairElection(session, id, peer, desk);
                    pairs.put(peer, new Pair(desk, election));
                    election.start();
                }
            }
            trouble = Optional.empty();
        } catch (IOException e) {
            say("Replication peers cannot be listed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Replication peers cannot be followed by a bug of ours", e);
            trouble = Optional.of("Replication peers cannot be followed by a bug of ours: " + e);
        }
    }

    private void say(String sentence) {
        if (!trouble.equals(Optional.of(sentence))) {
            LOG.warn("{}", sentence);
        }
        trouble = Optional.of(sentence);
    }

    private MonitorView view() {
        return new MonitorView(
                id,
                clock.instant(),
                pairs.values().stream()
                        .map(pair -> pair.desk().view(pair.election().worker()))
                        .toList());
    }

    private Readiness readiness() {
        return trouble.map(sentence -> new Readiness(false, sentence))
                .orElseGet(() -> new Readiness(true, "replication peers are followed"));
    }

    private List<String> findings(FindingQuery query) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Pair> pair : new TreeMap<>(pairs).entrySet()) {
            if (query.peer().map(pair.getKey()::equals).orElse(true)) {
                pair.getValue().desk().rows().forEach((table, rows) -> {
                    if (query.table().map(table::equals).orElse(true)) {
                        FindingLine line = new FindingLine(table, pair.getKey(), config.values());
                        rows.stream()
                                .flatMap(row -> row.details().stream())
                                .takeWhile(row -> lines.size() < query.limit())
                                .forEach(row -> lines.addAll(line.of(row)));
                    }
                });
            }
        }
        return lines.subList(0, Math.min(lines.size(), query.limit()));
    }

    private void closePairs() {
        pairs.values().forEach(Pair::close);
        pairs.clear();
    }

    /** Ends every part, the last one first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A part could not be closed", e);
            }
        }
    }
}
