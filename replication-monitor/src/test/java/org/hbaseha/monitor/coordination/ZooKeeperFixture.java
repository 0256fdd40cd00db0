package org.hbaseha.monitor.coordination;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.awaitility.Awaitility;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.wire.Secret;
import org.junit.rules.ExternalResource;

/** A real ZooKeeper in this JVM with the parent of an HBase cluster, and sessions that are closed with it. */
@SuppressWarnings("NullAway.Init") // before() is the rule's initializer
public final class ZooKeeperFixture extends ExternalResource {

    public static final ZnodeLayout LAYOUT = new ZnodeLayout("/hbase-ha", "/hbase");
    public static final Secret SECRET = Secret.of(new byte[Secret.LEAST_BYTES]);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private TestingServer server;
    private CuratorFramework world;

    @Override
    protected void before() throws Exception {
        // A machine that builds other things at the same time is no reason to fail.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        server = new TestingServer(true);
        world = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
        world.start();
        world.create().creatingParentsIfNeeded().forPath(LAYOUT.regionServers());
    }

    @Override
    protected void after() {
        try {
            for (int i = opened.size() - 1; i >= 0; i--) {
                opened.get(i).close();
            }
            world.close();
            server.close();
        } catch (Exception e) {
            throw new AssertionError("ZooKeeper could not be stopped", e);
        }
    }

    /** ZooKeeper as everybody sees it, without credentials. */
    CuratorFramework world() {
        return world;
    }

    public void stop() throws IOException {
        server.stop();
    }

    TestingServer server() {
        return server;
    }

    public String connect() {
        return server.getConnectString();
    }

    <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }

    public ZooKeeperSettings settings() {
        return new ZooKeeperSettings(connect(), Duration.ofSeconds(4), Duration.ofSeconds(10), LAYOUT);
    }

    public MonitorSession session() throws CoordinationException {
        MonitorSession session = closing(new MonitorSession(settings(), SECRET));
        session.start();
        return session;
    }
}
