package org.hbaseha.monitor.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;
import org.apache.hadoop.hbase.replication.ReplicationPeerDescription;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** The replication peers of a cluster, as it is told by its administrators. */
public final class Peers {

    private Peers() {}

    /** The peer of that id. Throws {@link Trouble} with the ids there are, where it is none of them. */
    public static ReplicationPeerDescription find(Cluster cluster, String id) throws IOException, InterruptedException {
        List<ReplicationPeerDescription> peers = cluster.answer(cluster.admin().listReplicationPeers());
        return peers.stream()
                .filter(peer -> peer.getPeerId().equals(id))
                .findFirst()
                .orElseThrow(() -> new Trouble(
                        ExitCode.USAGE,
                        "Cluster has no replication peer of that id peer=" + id + " peers="
                                + peers.stream()
                                        .map(ReplicationPeerDescription::getPeerId)
                                        .sorted()
                                        .collect(Collectors.joining(",", "[", "]")),
                        "name one of them by --peer"));
    }

    /** How to reach a peer, from the configuration of the cluster that has it: as a region server that ships to it makes it. */
    public static Configuration configuration(Configuration own, ReplicationPeerConfig peer) throws IOException {
        Configuration configuration = HBaseConfiguration.createClusterConf(own, peer.getClusterKey());
        peer.getConfiguration().forEach(configuration::set);
        return configuration;
    }

    /** The peer by which {@code from} ships to {@code to}, where it does: then rows may be written on both and go both ways. */
    public static Optional<ReplicationPeerDescription> shippingTo(Cluster from, Cluster to)
            throws IOException, InterruptedException {
        for (ReplicationPeerDescription peer : from.answer(from.admin().listReplicationPeers())) {
            String key = peer.getPeerConfig().getClusterKey();
            // A peer with an endpoint of its own may be no HBase at all.
            if (key != null && addressOf(from, key).equals(to.address())) {
                return Optional.of(peer);
            }
        }
        return Optional.empty();
    }

    private static HBaseAddress addressOf(Cluster cluster, String key) throws IOException {
        return HBaseAddress.of(
                HBaseConfiguration.createClusterConf(cluster.connection().getConfiguration(), key)::get);
    }
}
