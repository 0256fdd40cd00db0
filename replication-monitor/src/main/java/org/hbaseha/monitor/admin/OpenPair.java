package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.replication.ReplicationPeerDescription;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.Peers;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/**
 * Both clusters, connected, and the table that is looked at. Closing closes the connections. One thread.
 *
 * @param activeActive each of the clusters ships to the other
 */
record OpenPair(Cluster here, Cluster there, ReplicationPeerDescription peer, TablePair table, boolean activeActive)
        implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    /** What {@code ha-site.xml} says; throws where it says nonsense. */
    static Settings settings() {
        return settings(configuration());
    }

    private static Settings settings(Configuration configuration) {
        Settings settings = Settings.of(configuration, configuration::get);
        HaKeys.all().forEach(settings::find);
        return settings;
    }

    private static Configuration configuration() {
        Configuration configuration = HBaseConfiguration.create();
        configuration.addResource(HaKeys.SITE_FILE);
        settings(configuration);
        return configuration;
    }

    /** Throws {@link Trouble} where a cluster, the peer or a table is not there. */
    static OpenPair open(String table, String peerTable, String peer) throws IOException, InterruptedException {
        Configuration configuration = configuration();
        Cluster here = connect("this cluster", configuration);
        try {
            ReplicationPeerDescription description = Peers.find(here, peer);
            Cluster there = connect("peer " + peer, Peers.configuration(configuration, description.getPeerConfig()));
            try {
                TablePair pair = TablePair.of(here, name(table), there, name(peerTable), description.getPeerConfig());
                return new OpenPair(
                        here,
                        there,
                        description,
                        pair,
                        Peers.shippingTo(there, here).isPresent());
            } catch (IOException | InterruptedException | RuntimeException e) {
                there.close();
                throw e;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            here.close();
            throw e;
        }
    }

    private static Cluster connect(String name, Configuration configuration) throws InterruptedException {
        try {
            return Cluster.open(name, configuration, CONNECT);
        } catch (IOException e) {
            throw new Trouble(
                    ExitCode.INIT,
                    String.valueOf(e.getMessage()),
                    "see whether it runs, and whether hbase-site.xml (HBASE_CONF_DIR) or the peer's cluster key names its ZooKeeper",
                    e);
        }
    }

    private static TableName name(String text) {
        try {
            return TableName.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    ExitCode.USAGE, "Not the name of a table name=" + text, String.valueOf(e.getMessage()), e);
        }
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
