package org.hbaseha.monitor.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.monitor.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.monitor.coordination.ZooKeeperFixture.SECRET;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.wire.Secret;
import org.junit.Rule;
import org.junit.Test;

public final class MonitorSessionTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    @Test
    public void makesZnodesThatTheWorldMayReadAndNobodyElseWrite() throws Exception {
        MonitorSession session = zooKeeper.session();

        assertThat(session.isConnected()).isTrue();
        for (String path : List.of(LAYOUT.parent(), LAYOUT.monitoring(), LAYOUT.monitors(), LAYOUT.monitoredPairs())) {
            assertThat(zooKeeper.world().getACL().forPath(path))
                    .as(path)
                    .extracting(acl -> acl.getPerms() + " " + acl.getId().getScheme())
                    .containsExactlyInAnyOrder("31 digest", "1 world");
        }
        assertThatThrownBy(() -> zooKeeper.world().create().forPath(LAYOUT.monitor("intruder")))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    public void takesBackZnodesThatWereMadeOpen() throws Exception {
        zooKeeper.world().create().creatingParentsIfNeeded().forPath(LAYOUT.monitors());

        MonitorSession session = zooKeeper.session();

        assertThat(session.client().getACL().forPath(LAYOUT.monitors()))
                .noneMatch(acl -> acl.getPerms() == ZooDefs.Perms.ALL
                        && acl.getId().getScheme().equals("world"));
    }

    @Test
    public void anotherSecretIsRefusedInASentence() throws Exception {
        zooKeeper.session();
        byte[] other = new byte[Secret.LEAST_BYTES];
        Arrays.fill(other, (byte) 7);

        assertThatThrownBy(() -> start(zooKeeper.settings(), Secret.of(other)))
                .isInstanceOf(CoordinationException.class)
                .hasMessageContaining("made with another secret znode=/hbase-ha");
    }

    @Test
    public void aParentWithoutHBaseIsToldOf() {
        ZooKeeperSettings settings = new ZooKeeperSettings(
                zooKeeper.connect(),
                Duration.ofSeconds(4),
                Duration.ofSeconds(10),
                new ZnodeLayout("/other-ha", "/other"));

        assertThatThrownBy(() -> start(settings, SECRET))
                .isInstanceOf(CoordinationException.class)
                .hasMessageContaining("No HBase under this parent in ZooKeeper znode=/other/rs")
                .hasMessageContaining("zookeeper.znode.parent");
    }

    @Test
    public void silenceIsToldOfInTime() throws Exception {
        zooKeeper.server().stop();

        assertThatThrownBy(() -> start(zooKeeper.settings().withPatience(Duration.ofMillis(300)), SECRET))
                .isInstanceOf(CoordinationException.class)
                .hasMessageContaining("ZooKeeper does not answer connect=" + zooKeeper.connect() + " within=300ms");
    }

    private static void start(ZooKeeperSettings settings, Secret secret) throws CoordinationException {
        try (MonitorSession session = new MonitorSession(settings, secret)) {
            session.start();
        }
    }

    @Test
    public void aRegistrationIsThereUntilItIsClosed() throws Exception {
        MonitorSession session = zooKeeper.session();
        MonitorAddress address = new MonitorAddress("m1-5f", "dr1", 16_072, "0.1.0");
        MonitorRegistration registration = new MonitorRegistration(session, address);

        registration.start();

        String path = LAYOUT.monitor("m1-5f");
        await().until(() -> zooKeeper.world().checkExists().forPath(path) != null);
        assertThat(MonitorAddress.decode(zooKeeper.world().getData().forPath(path)))
                .isEqualTo(address);
        assertThat(zooKeeper.world().checkExists().forPath(path).getEphemeralOwner())
                .isNotZero();
        registration.close();
        assertThat(zooKeeper.world().checkExists().forPath(path)).isNull();
    }
}
