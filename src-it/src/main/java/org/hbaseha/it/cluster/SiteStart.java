package org.hbaseha.it.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;

/**
 * Brings a new site up: first what the others wait for (ZooKeeper, NameNode), then all else at once.
 *
 * <p>One run, one thread. Every wait has a deadline and ends at once when the process waited for has died.
 */
final class SiteStart {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private final LocalSite site;
    private final SiteSpec spec;
    private final Consumer<String> progress;
    private final long started = System.nanoTime();

    SiteStart(LocalSite site, Consumer<String> progress) {
        this.site = site;
        this.spec = site.spec();
        this.progress = progress;
    }

    void run() throws IOException, InterruptedException {
        say("starting ZooKeeper and HDFS in " + site.directory());
        LocalProcess nameNode = site.startJvm(site.hdfs().nameNode());
        LocalProcess zooKeeper = site.startJvm(site.zooKeeperProcess());
        for (int i = 0; i < spec.dataNodes(); i++) {
            site.startJvm(site.hdfs().dataNode(i));
        }
        awaitPort(zooKeeper, site.network().zooKeeper(), site.zooKeeperPort());
        awaitPort(nameNode, site.network().home(), site.hdfs().nameNodePort());

        say("starting HBase");
        int masterPort = site.freePort();
        LocalProcess master = site.startJvm(site.hbase().master("master", masterPort));
        // A region server that reports before the master listens waits 3 s (hbase.regionserver.msginterval) to do it
        // again.
        awaitPort(master, site.network().home(), masterPort);
        for (int i = 0; i < spec.regionServers(); i++) {
            site.addRegionServer();
        }
        awaitHBase(master);
        if (spec.backupMaster()) {
            site.addBackupMaster();
        }
        say("ready: " + spec.regionServers() + " region servers");
    }

    private void awaitPort(LocalProcess process, String host, int port) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        await("No server came up at " + address, process, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(address, 1_000);
                return true;
            }
        });
    }

    private void awaitHBase(LocalProcess master) throws IOException, InterruptedException {
        Configuration configuration = site.clientConfiguration();
        // This client only asks whether HBase is there yet: often, and without retries of its own.
        configuration.setInt("hbase.client.retries.number", 0);
        configuration.setInt("hbase.rpc.timeout", 5_000);
        try (Connection connection = ConnectionFactory.createConnection(configuration);
                Admin admin = connection.getAdmin()) {
            await("Master was not initialized", master, () -> {
                var unused = admin.listNamespaceDescriptors();
                return true;
            });
            say("master is initialized");
            await("Region servers were not all live", master, () -> {
                ClusterMetrics metrics = admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.LIVE_SERVERS));
                return metrics.getLiveServerMetrics().size() >= spec.regionServers();
            });
            if (!spec.balancer()) {
                admin.balancerSwitch(false, true);
            }
        }
    }

    private void await(String otherwise, LocalProcess process, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            requireAllAlive();
            IOException obstacle = null;
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                obstacle = e;
            }
            if (System.nanoTime() > deadline) {
                throw obstacle == null
                        ? new StartFailure(otherwise, process)
                        : new StartFailure(otherwise, process, obstacle);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void requireAllAlive() throws StartFailure {
        List<LocalProcess> processes = site.processes();
        for (LocalProcess process : processes) {
            if (!process.isAlive()) {
                throw new StartFailure("A process ended during the start", process);
            }
        }
    }

    private void say(String sentence) {
        progress.accept("[%s %4.1f s] %s".formatted(spec.name(), (System.nanoTime() - started) / 1e9, sentence));
    }

    /** Something that becomes true; an exception means not yet. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }
}
