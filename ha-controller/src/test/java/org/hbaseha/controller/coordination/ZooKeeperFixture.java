package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.hadoop.hbase.ServerName;
import org.awaitility.Awaitility;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.EpochRecord;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.junit.rules.ExternalResource;

/** A real ZooKeeper in this JVM with the znodes of an HBase cluster, and sessions that are closed with it. */
@SuppressWarnings("NullAway.Init") // before() is the rule's initializer
public final class ZooKeeperFixture extends ExternalResource {

    public static final ZnodeLayout LAYOUT = new ZnodeLayout("/hbase-ha", "/hbase");
    static final Secret SECRET = Secret.of(new byte[Secret.LEAST_BYTES]);
    public static final ServerName VICTIM = ServerName.valueOf("host-1,16020,1700000000001");
    public static final ServerName OTHER = ServerName.valueOf("host-2,16020,1700000000002");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private TestingServer server;
    private CuratorFramework hbase;

    @Override
    protected void before() throws Exception {
        // A machine that builds other things at the same time is no reason to fail.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        server = new TestingServer(true);
        hbase = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
        hbase.start();
        hbase.create().creatingParentsIfNeeded().forPath(LAYOUT.regionServers());
        register(VICTIM);
        register(OTHER);
    }

    @Override
    protected void after() {
        try {
            for (int i = opened.size() - 1; i >= 0; i--) {
                opened.get(i).close();
            }
            hbase.close();
            server.close();
        } catch (Exception e) {
            throw new AssertionError("ZooKeeper could not be stopped", e);
        }
    }

    /** The world's view of ZooKeeper: no credentials, as HBase in an open cluster. */
    CuratorFramework hbase() {
        return hbase;
    }

    TestingServer server() {
        return server;
    }

    void register(ServerName name) throws Exception {
        hbase.create().forPath(LAYOUT.regionServer(name));
    }

    public boolean exists(String path) throws Exception {
        return hbase.checkExists().forPath(path) != null;
    }

    <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }

    ZooKeeperSettings settings(ZnodeLayout layout) {
        return new ZooKeeperSettings(server.getConnectString(), Duration.ofSeconds(4), Duration.ofSeconds(10), layout);
    }

    ZooKeeperSession session(Consumer<Observation> sink) throws CoordinationException {
        ZooKeeperSession session =
                closing(new ZooKeeperSession(settings(LAYOUT), SECRET, MonotonicClock.system(), sink));
        session.start();
        return session;
    }

    public Candidate candidate(String id) throws CoordinationException {
        Candidate candidate = new Candidate(this, id);
        candidate.leadership.start();
        return candidate;
    }

    /** What was told, in order. */
    static final class Recorder implements Consumer<Observation> {
        private final List<Observation> told = new CopyOnWriteArrayList<>();

        @Override
        public void accept(Observation observation) {
            told.add(observation);
        }

        <T extends Observation> List<T> all(Class<T> type) {
            return told.stream().filter(type::isInstance).map(type::cast).toList();
        }

        <T extends Observation> Optional<T> last(Class<T> type) {
            List<T> all = all(type);
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        }

        <T extends Observation> T await(Class<T> type) {
            Awaitility.await().until(() -> last(type).isPresent());
            return last(type).orElseThrow();
        }
    }

    /** One controller as far as coordination goes. */
    public static final class Candidate {
        final Recorder seen = new Recorder();
        final ZooKeeperSession session;
        final Leadership leadership;
        final FencedStore store;

        private Candidate(ZooKeeperFixture fixture, String id) throws CoordinationException {
            session = fixture.session(seen);
            leadership = fixture.closing(new Leadership(session, id, MonotonicClock.system(), seen));
            store = new FencedStore(session, leadership, id, java.time.InstantSource.system(), MonotonicClock.system());
        }

        public Observation.LeadershipGained awaitLeads() {
            return seen.await(Observation.LeadershipGained.class);
        }

        public FencedStore store() {
            return store;
        }

        /** As somebody who deposes this leader. */
        public void writeEpoch(Epoch epoch) throws Exception {
            session.client().setData().forPath(LAYOUT.epoch(), new EpochRecord(epoch, "somebody").encode());
        }
    }
}
