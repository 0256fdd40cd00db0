package org.hbaseha.it.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * A ZooKeeper and a controller, each its own process, and no HBase. To start, a controller needs of HBase only two znodes: {@code
 * hbaseid}, by which a client knows the cluster, and {@code rs}, in which region servers register; both are made here, and so are the
 * registrations. It asks in vain for a master, and in mode shadow it needs none. One thread.
 */
public final class ControllerSite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SESSION_MILLIS = 40_000;
    private static final String CONTROLLER = "controller-0";

    private final LocalSite site;
    private final ZooKeeper zooKeeper;
    private final LocalController controller;

    private ControllerSite(LocalSite site, ZooKeeper zooKeeper, LocalController controller) {
        this.site = site;
        this.zooKeeper = zooKeeper;
        this.controller = controller;
    }

    /**
     * Starts both and returns when the controller leads.
     *
     * @param jvmFlags of the controller, after those of every process of a site
     */
    public static ControllerSite start(String name, Map<String, String> haSite, List<String> jvmFlags)
            throws IOException, InterruptedException {
        LocalSite site = LocalSite.withoutServers(SiteSpec.named(name).build());
        boolean started = false;
        try {
            ControllerStart.writeSecret(site.directory());
            LocalProcess server = site.startJvm(site.zooKeeperProcess());
            awaitPort(server, site.zooKeeperPort());
            ZooKeeper zooKeeper = new ZooKeeper(site.zooKeeperQuorum(), SESSION_MILLIS, event -> {});
            pretendHBase(zooKeeper);
            LocalController controller = new ControllerStart(CONTROLLER, haSite, Map.of(), jvmFlags).in(site);
            ControllerSite ready = new ControllerSite(site, zooKeeper, controller);
            ready.awaitLeader();
            started = true;
            return ready;
        } finally {
            if (!started) {
                site.keepLogs();
                site.close();
            }
        }
    }

    private static void awaitPort(LocalProcess server, int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw new StartFailure("ZooKeeper did not come up", server);
                }
                Thread.sleep(50);
            }
        }
    }

    private static void pretendHBase(ZooKeeper zooKeeper) throws IOException, InterruptedException {
        create(zooKeeper, "/hbase", "");
        create(zooKeeper, "/hbase/hbaseid", "00000000-0000-0000-0000-000000000000");
        create(zooKeeper, "/hbase/rs", "");
    }

    private static void create(ZooKeeper zooKeeper, String path, String data) throws IOException, InterruptedException {
        try {
            var unused = zooKeeper.create(
                    path, data.getBytes(StandardCharsets.UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        } catch (KeeperException e) {
            throw new IOException("Znode cannot be created path=" + path, e);
        }
    }

    private void awaitLeader() throws StartFailure, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (controller.state().filter(state -> state.leading()).isEmpty()) {
            if (!controller.process().isAlive() || System.nanoTime() > deadline) {
                throw new StartFailure("Controller does not lead", controller.process());
            }
            Thread.sleep(100);
        }
    }

    /** Registers a region server, as it would itself. */
    public void register(ServerName server) throws IOException, InterruptedException {
        create(zooKeeper, "/hbase/rs/" + server.getServerName(), "");
    }

    /** What ZooKeeper does when the session of a region server has ended. */
    public void unregister(ServerName server) throws IOException, InterruptedException {
        try {
            zooKeeper.delete("/hbase/rs/" + server.getServerName(), -1);
        } catch (KeeperException e) {
            throw new IOException("Znode cannot be deleted server=" + server, e);
        }
    }

    public LocalController controller() {
        return controller;
    }

    /** The secret that agents prove. */
    public Path secret() {
        return ControllerStart.secretIn(site.directory());
    }

    public int freePort() {
        return site.freePort();
    }

    public Path logs() {
        return site.logs();
    }

    public void keepLogs() {
        site.keepLogs();
    }

    @Override
    public void close() {
        try {
            zooKeeper.close(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        site.close();
    }
}
