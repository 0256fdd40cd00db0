package org.hbaseha.monitor.admin.monitors;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.replication.ReplicationPeerDescription;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.Peers;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.monitor.lag.rim.LagWatch;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** {@link LagLook} by a {@link LagWatch} for each peer, on connections of its own. */
public final class OwnLagLook implements LagLook {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    /** Heartbeats come each second and are looked for some times a second: whatever can be known is known by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Duration STEP = Duration.ofMillis(200);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<LagWatch> watches = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    private OwnLagLook() {}

    /** Begins to look at that peer, or at all. Throws {@link Trouble} when the source cannot be reached, or has no such peer. */
    public static OwnLagLook begin(Site site, Optional<String> peer) {
        OwnLagLook look = new OwnLagLook();
        try {
            look.connect(site.configuration(), peer);
            return look;
        } catch (IOException e) {
            look.close();
            throw new Trouble(
                    ExitCode.INIT,
                    String.valueOf(e.getMessage()),
                    "see whether it runs, and whether hbase-site.xml (HBASE_CONF_DIR) names its ZooKeeper",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            look.close();
            throw new Trouble(ExitCode.ERROR, "Interrupted", "", e);
        } catch (RuntimeException e) {
            look.close();
            throw e;
        }
    }

    private void connect(Configuration configuration, Optional<String> peer) throws IOException, InterruptedException {
        Cluster here = Cluster.open("this cluster", configuration, CONNECT);
        opened.add(here);
        List<ReplicationPeerDescription> peers = peer.isPresent()
                ? List.of(Peers.find(here, peer.get()))
                : here.answer(here.admin().listReplicationPeers());
        for (ReplicationPeerDescription each : peers) {
            watch(configuration, here, each);
        }
    }

    private void watch(Configuration configuration, Cluster here, ReplicationPeerDescription peer)
            throws InterruptedException {
        try {
            Cluster there = Cluster.open(
                    "peer " + peer.getPeerId(), Peers.configuration(configuration, peer.getPeerConfig()), CONNECT);
            opened.add(there);
            LagWatch watch = new LagWatch(peer.getPeerId(), configuration, here.connection(), there.connection());
            opened.add(watch);
            watches.add(watch);
            watch.start();
        } catch (IOException e) {
            troubles.add("The lag of peer " + peer.getPeerId() + " is not known: " + e.getMessage());
        }
    }

    @Override
    public List<LagView> views() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (watches.stream().anyMatch(watch -> !isKnown(watch)) && end - System.nanoTime() > 0) {
            try {
                Thread.sleep(STEP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return watches.stream().flatMap(watch -> watch.view().stream()).toList();
    }

    private static boolean isKnown(LagWatch watch) {
        return watch.view()
                .filter(view -> !view.state().equals(LagState.STARTING.name()))
                .isPresent();
    }

    @Override
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** In the other order; one that does not close is no reason to leave the others open. */
    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                troubles.add("A connection was not closed: " + e.getMessage());
            }
        }
        opened.clear();
    }
}
