package org.hbaseha.monitor.coordination;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.ACL;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.wire.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one ZooKeeper session of a monitor, on the source cluster's ensemble, authenticated by the installation's secret. {@link #start} proves that ZooKeeper
 * answers, that HBase lives under the parent we were given, and that our own znodes exist with our rights. Afterwards Curator keeps the session, or opens a
 * new one when it was lost.
 *
 * <p>Made, started and closed by the daemon's main thread. Owns the thread on which this package reads.
 */
public final class MonitorSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorSession.class);

    private final ZooKeeperSettings settings;
    private final ZnodeAccess access;
    private final CuratorFramework client;
    private final ScheduledThreadPoolExecutor reader = RimThreads.oneScheduled("ha-zookeeper");
    private volatile boolean connected;

    public MonitorSession(ZooKeeperSettings settings, Secret secret) {
        this.settings = settings;
        this.access = new ZnodeAccess(settings.layout(), secret);
        this.client = CuratorClients.authenticated(settings, access);
    }

    /**
     * Connects and prepares our znodes.
     *
     * @throws CoordinationException when ZooKeeper does not answer in time or does not let us, or when there is no HBase under the parent given, which may
     *     only be late
     */
    public void start() throws CoordinationException {
        client.getConnectionStateListenable().addListener((ignored, state) -> changed(state));
        client.start();
        try {
            CuratorClients.awaitConnected(client, settings);
            requireHBase();
            for (String path :
                    List.of(layout().parent(), layout().monitoring(), layout().monitors(), layout().monitoredPairs())) {
                ensure(path);
            }
        } catch (Exception e) {
            close();
            throw CoordinationException.of("ZooKeeper session cannot be prepared connect=" + settings.connect(), e);
        }
    }

    private void requireHBase() throws Exception {
        String path = layout().regionServers();
        if (client.checkExists().forPath(path) == null) {
            throw new CoordinationException(
                    CoordinationException.Kind.OTHER,
                    "No HBase under this parent in ZooKeeper znode=" + path + " connect=" + settings.connect()
                            + ": check zookeeper.znode.parent, or start the HBase master once");
        }
    }

    private void ensure(String path) throws Exception {
        try {
            client.create().creatingParentsIfNeeded().forPath(path, new byte[0]);
        } catch (KeeperException.NodeExistsException e) {
            requireOurRights(path);
        } catch (KeeperException.NoAuthException e) {
            throw notOurs(path, e);
        }
    }

    /** A znode that somebody made with other rights would let the world in, or keep us out. */
    private void requireOurRights(String path) throws Exception {
        List<ACL> wanted = access.getAclForPath(path);
        List<ACL> found = client.getACL().forPath(path);
        if (new HashSet<>(found).equals(new HashSet<>(wanted))) {
            return;
        }
        try {
            client.setACL().withACL(wanted).forPath(path);
            LOG.warn("Znode had other rights and now has ours znode={} before={}", path, found);
        } catch (KeeperException.NoAuthException e) {
            throw notOurs(path, e);
        }
    }

    private static CoordinationException notOurs(String path, KeeperException e) {
        return new CoordinationException(
                CoordinationException.Kind.NO_RIGHTS,
                "No rights on our own znode, it was made with another secret znode=" + path
                        + ": use that secret, or delete the znode while neither controller nor monitor runs",
                e);
    }

    private void changed(ConnectionState state) {
        connected = state.isConnected();
        LOG.info("ZooKeeper connection state={}", state);
    }

    public ZnodeLayout layout() {
        return settings.layout();
    }

    /** False from the moment the connection is lost, which is before the session is. */
    public boolean isConnected() {
        return connected;
    }

    CuratorFramework client() {
        return client;
    }

    /** Runs {@code read} on the session's thread now and at every interval, while we are connected. */
    void readEvery(Duration interval, Runnable read) {
        Runnable guarded = () -> {
            if (connected) {
                runGuarded(read);
            }
        };
        var unused = reader.scheduleWithFixedDelay(guarded, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exception would end the repetition without a word. */
    private static void runGuarded(Runnable read) {
        try {
            read.run();
        } catch (RuntimeException bug) {
            LOG.error("A reader of ZooKeeper failed by a bug of ours", bug);
        }
    }

    /** Runs {@code read} on the session's thread; from a watch, whose own thread must not wait for ZooKeeper. */
    void readSoon(Runnable read) {
        try {
            reader.execute(() -> runGuarded(read));
        } catch (RejectedExecutionException closed) {
            LOG.debug("A watch fired after the session was closed");
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
        client.close();
    }
}
