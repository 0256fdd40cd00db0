package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.ACL;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.EpochRecord;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one ZooKeeper session of a process, authenticated by the secret. {@link #start} proves that ZooKeeper answers, that HBase lives under
 * the parent we were given, and that our own znodes exist with our rights. Afterwards Curator keeps the session, or opens a new one when it
 * was lost; either is told as {@link Observation.ZooKeeperSeen}. Leadership survives a hiccup shorter than the session: what makes that safe
 * is the epoch check in every transaction, not the connection.
 *
 * <p>Created and closed by the daemon's main thread or by an operator command. Owns the thread on which the watchers of this package read.
 */
public final class ZooKeeperSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperSession.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final ZooKeeperSettings settings;
    private final ZnodeAccess access;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final CuratorFramework client;
    private final ScheduledThreadPoolExecutor reader = RimThreads.oneScheduled("ha-zookeeper");
    private volatile boolean connected;
    private volatile SessionTerms terms;

    public ZooKeeperSession(
            ZooKeeperSettings settings, Secret secret, MonotonicClock clock, Consumer<Observation> sink) {
        this.settings = settings;
        this.access = new ZnodeAccess(settings.layout(), secret);
        this.clock = clock;
        this.sink = sink;
        this.terms = new SessionTerms(settings.session(), settings.session());
        int session = Math.toIntExact(settings.session().toMillis());
        this.client = CuratorFrameworkFactory.builder()
                .connectString(settings.connect())
                .sessionTimeoutMs(session)
                .connectionTimeoutMs(Math.min(session, Math.toIntExact(CONNECT.toMillis())))
                .retryPolicy(new BoundedExponentialBackoffRetry(50, 500, 3))
                .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy())
                // HBase's configuration says where ZooKeeper is; what the ensemble says of itself may not be reachable
                // from here.
                .ensembleTracker(false)
                .authorization(access.scheme(), access.credentials())
                .aclProvider(access)
                .threadFactory(RimThreads.named("ha-curator"))
                .build();
    }

    /**
     * Connects and prepares our znodes.
     *
     * @throws CoordinationException when ZooKeeper does not answer in time or does not let us, or when there is no HBase under the parent
     *     given, which may only be late
     */
    public void start() throws CoordinationException {
        client.getConnectionStateListenable().addListener((ignored, state) -> changed(state));
        client.start();
        try {
            if (!client.blockUntilConnected(Math.toIntExact(settings.patience().toMillis()), TimeUnit.MILLISECONDS)) {
                throw new CoordinationException("ZooKeeper does not answer connect=" + settings.connect() + " within="
                        + settings.patience().toMillis()
                        + "ms: check hbase.zookeeper.quorum and that ZooKeeper runs");
            }
            readTerms();
            requireHBase();
            prepareOurZnodes();
        } catch (CoordinationException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw trouble("ZooKeeper session cannot be prepared connect=" + settings.connect(), e);
        }
    }

    private void requireHBase() throws Exception {
        String path = layout().regionServers();
        if (client.checkExists().forPath(path) == null) {
            throw new CoordinationException("No HBase under this parent in ZooKeeper znode=" + path + " connect="
                    + settings.connect() + ": check zookeeper.znode.parent, or start the HBase master once");
        }
    }

    private void prepareOurZnodes() throws Exception {
        for (String path : List.of(
                layout().parent(),
                layout().controllers(),
                layout().leaderLatch(),
                layout().gate(),
                layout().scorecard(),
                layout().orders(),
                layout().maintenance())) {
            ensure(path, new byte[0]);
        }
        ensure(layout().epoch(), new EpochRecord(Epoch.NONE, "nobody").encode());
    }

    private void ensure(String path, byte[] initial) throws Exception {
        try {
            client.create().creatingParentsIfNeeded().forPath(path, initial);
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
                "No rights on our own znode, it was made with another secret znode=" + path
                        + ": use that secret, or delete the znode while no controller runs",
                e);
    }

    private void changed(ConnectionState state) {
        connected = state.isConnected();
        LOG.info("ZooKeeper connection state={}", state);
        if (connected) {
            readTermsAgain();
        }
        sink.accept(new Observation.ZooKeeperSeen(connected, clock.now()));
    }

    public ZnodeLayout layout() {
        return settings.layout();
    }

    /** False from the moment the connection is lost, which is before the session is. */
    public boolean isConnected() {
        return connected;
    }

    /** What was asked for and what was granted when we connected last; after a reconnect it may be another. Never waits. */
    public SessionTerms terms() {
        return terms;
    }

    private void readTerms() throws CoordinationException {
        try {
            Duration granted =
                    Duration.ofMillis(client.getZookeeperClient().getZooKeeper().getSessionTimeout());
            SessionTerms read = new SessionTerms(settings.session(), granted);
            if (!read.equals(terms)) {
                terms = read;
                read.difference().ifPresent(LOG::warn);
            }
        } catch (Exception e) {
            throw trouble("ZooKeeper session cannot be asked for its time-out", e);
        }
    }

    private void readTermsAgain() {
        try {
            readTerms();
        } catch (CoordinationException e) {
            LOG.debug("The connection went again before its session could be asked", e);
        }
    }

    /** Whether we may delete what a region server registered, see {@link ExpiryRights}. */
    public boolean mayExpire() throws CoordinationException {
        try {
            return ExpiryRights.allow(client.getZookeeperClient().getZooKeeper(), layout());
        } catch (Exception e) {
            throw trouble("ZooKeeper cannot be asked for our rights znode=" + layout().regionServers(), e);
        }
    }

    /** Deletes our parent and all below it, whoever uses it: ask before. */
    public void deleteOurs() throws CoordinationException {
        try {
            client.delete().deletingChildrenIfNeeded().forPath(layout().parent());
        } catch (Exception e) {
            throw trouble("Our znodes cannot be deleted znode=" + layout().parent(), e);
        }
    }

    CuratorFramework client() {
        return client;
    }

    /** ZooKeeper's own wall clock, by which it stamps znodes: the stamp of a write of ours that changes nothing. */
    long zooKeeperMillis() throws CoordinationException {
        String path = layout().gate();
        try {
            return client.setData().forPath(path, new byte[0]).getMtime();
        } catch (Exception e) {
            throw trouble("ZooKeeper's clock cannot be read znode=" + path, e);
        }
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
            reader.execute(read);
        } catch (RejectedExecutionException closed) {
            LOG.debug("A watch fired after the session was closed");
        }
    }

    static CoordinationException trouble(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new CoordinationException(what, e);
    }

    @Override
    public void close() {
        reader.shutdownNow();
        client.close();
    }
}
