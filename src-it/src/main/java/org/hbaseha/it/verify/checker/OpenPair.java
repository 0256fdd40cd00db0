package org.hbaseha.it.verify.checker;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.hbase.TableName;
import org.hbaseha.it.cluster.LocalPair;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.Peers;
import org.hbaseha.monitor.cluster.TablePair;

/**
 * Connections to both sites, as our tools have them, and the table there.
 *
 * @param activeActive the peer ships to the source, too
 */
record OpenPair(Cluster here, Cluster there, TablePair table, boolean activeActive) implements Closeable {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    static OpenPair open(Sites sites, TableName name) throws IOException, InterruptedException {
        Cluster here = Cluster.open("source", sites.source().configuration(), CONNECT);
        Cluster there = Cluster.open("peer", sites.peer().configuration(), CONNECT);
        TablePair table = TablePair.of(
                here, name, there, name, Peers.find(here, LocalPair.PEER).getPeerConfig());
        return new OpenPair(here, there, table, Peers.shippingTo(there, here).isPresent());
    }

    @Override
    public void close() throws IOException {
        try {
            here.close();
        } finally {
            there.close();
        }
    }
}
