package org.hbaseha.monitor.daemon;

import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;
import org.hbaseha.monitor.cluster.Cluster;

/**
 * Two clusters, the first of which replicates to the second.
 *
 * @param peer the second, as the first knows it
 * @param config how the first replicates to it
 * @param activeActive whether the second replicates back: then clients may write to both
 */
record PairClusters(String peer, Cluster here, Cluster there, ReplicationPeerConfig config, boolean activeActive) {}
