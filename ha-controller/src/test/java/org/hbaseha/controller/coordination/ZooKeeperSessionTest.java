package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.SECRET;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.curator.test.InstanceSpec;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.hbaseha.controller.admin.cluster.ZooKeeperReader;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Recorder;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.junit.Rule;
import org.junit.Test;

public final class ZooKeeperSessionTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final Recorder seen = new Recorder();

    @Test
    public void preparesZnodesThatTheWorldMayOnlyRead() throws Exception {
        zooKeeper.session(seen);

        for (String path :
                new String[] {LAYOUT.parent(), LAYOUT.controllers(), LAYOUT.gate(), LAYOUT.epoch(), LAYOUT.leaderLatch()
                }) {
            assertThat(zooKeeper.hbase().getACL().forPath(path))
                    .hasSize(2)
                    .allMatch(acl -> acl.getId().getScheme().equals("digest")
                            ? acl.getPerms() == ZooDefs.Perms.ALL
                            : acl.getPerms() == ZooDefs.Perms.READ);
        }
        assertThatThrownBy(() -> zooKeeper.hbase().setData().forPath(LAYOUT.epoch(), new byte[0]))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    public void takesOverZnodesThatWereOpenToTheWorld() throws Exception {
        zooKeeper.hbase().create().creatingParentsIfNeeded().forPath(LAYOUT.gate());

        zooKeeper.session(seen);

        assertThatThrownBy(() -> zooKeeper.hbase().create().forPath(LAYOUT.gate() + "/host,1,1"))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    public void refusesAnotherSecretInOneSentence() throws Exception {
        zooKeeper.session(seen);
        byte[] other = new byte[Secret.LEAST_BYTES];
        Arrays.fill(other, (byte) 1);

        try (ZooKeeperSession stranger =
                new ZooKeeperSession(zooKeeper.settings(LAYOUT), Secret.of(other), MonotonicClock.system(), seen)) {
            assertThatThrownBy(stranger::start)
                    .isInstanceOf(CoordinationException.class)
                    .hasMessageContaining("another secret")
                    .hasMessageContaining("/hbase-ha");
        }
    }

    @Test
    public void saysThatThereIsNoHBaseUnderAParentAsSomethingThatMayChange() {
        ZnodeLayout wrong = new ZnodeLayout("/hbsae-ha", "/hbsae");

        try (ZooKeeperSession session =
                new ZooKeeperSession(zooKeeper.settings(wrong), SECRET, MonotonicClock.system(), seen)) {
            assertThatThrownBy(session::start)
                    .isInstanceOf(CoordinationException.class)
                    .hasMessageContaining("/hbsae/rs")
                    .hasMessageContaining("zookeeper.znode.parent");
        }
    }

    @Test
    public void saysThatZooKeeperDoesNotAnswer() {
        ZooKeeperSettings nobody = new ZooKeeperSettings(
                "127.0.0.1:" + InstanceSpec.getRandomPort(), Duration.ofSeconds(4), Duration.ofMillis(500), LAYOUT);

        try (ZooKeeperSession session = new ZooKeeperSession(nobody, SECRET, MonotonicClock.system(), seen)) {
            assertThatThrownBy(session::start)
                    .isInstanceOf(CoordinationException.class)
                    .hasMessageContaining("ZooKeeper does not answer")
                    .hasMessageContaining("hbase.zookeeper.quorum");
        }
    }

    @Test
    public void readsWhatWasGrantedWhenItIsNotWhatWasAskedFor() throws Exception {
        Duration asked = Duration.ofHours(1);
        ZooKeeperSettings greedy =
                new ZooKeeperSettings(zooKeeper.server().getConnectString(), asked, Duration.ofSeconds(10), LAYOUT);

        try (ZooKeeperSession session = new ZooKeeperSession(greedy, SECRET, MonotonicClock.system(), seen)) {
            session.start();

            assertThat(session.terms().asked()).isEqualTo(asked);
            assertThat(session.terms().granted()).isLessThan(Duration.ofMinutes(5));
            assertThat(session.terms().difference()).isPresent();
        }
    }

    @Test
    public void knowsWhetherItMayDeleteRegionServers() throws Exception {
        ZooKeeperSession session = zooKeeper.session(seen);
        assertThat(session.mayExpire()).isTrue();

        List<ACL> allButDelete =
                List.of(new ACL(ZooDefs.Perms.ALL & ~ZooDefs.Perms.DELETE, ZooDefs.Ids.ANYONE_ID_UNSAFE));
        zooKeeper.hbase().setACL().withACL(allButDelete).forPath(LAYOUT.regionServers());

        assertThat(session.mayExpire()).isFalse();
        assertThat(zooKeeper.exists(LAYOUT.regionServer(ZooKeeperFixture.VICTIM)))
                .isTrue();
        assertThatThrownBy(() -> session.client().delete().forPath(LAYOUT.regionServer(ZooKeeperFixture.VICTIM)))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    public void aRightThatComesWithTheSecretIsSeenByCommandsToo() throws Exception {
        ZooKeeperSession session = zooKeeper.session(seen);
        // As an operator would who does not want to give it to the world.
        zooKeeper
                .hbase()
                .setACL()
                .withACL(session.client().getACL().forPath(LAYOUT.parent()))
                .forPath(LAYOUT.regionServers());

        assertThat(mayExpire(Optional.empty())).isFalse();
        assertThat(mayExpire(Optional.of(SECRET))).isTrue();
    }

    private boolean mayExpire(Optional<Secret> secret) {
        try (ZooKeeperReader reader = ZooKeeperReader.open(
                zooKeeper.server().getConnectString(), Duration.ofSeconds(4), Duration.ofSeconds(10), "here")) {
            return reader.mayExpire(LAYOUT, secret);
        }
    }

    @Test
    public void reportsTheSessionAsGrantedAndTheConnection() throws Exception {
        ZooKeeperSession session = zooKeeper.session(seen);

        assertThat(session.terms()).isEqualTo(new SessionTerms(Duration.ofSeconds(4), Duration.ofSeconds(4)));
        assertThat(session.isConnected()).isTrue();
        assertThat(seen.await(Observation.ZooKeeperSeen.class).connected()).isTrue();

        zooKeeper.server().stop();

        org.awaitility.Awaitility.await().until(() -> !session.isConnected());
        assertThat(seen.last(Observation.ZooKeeperSeen.class).orElseThrow().connected())
                .isFalse();
    }
}
