package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.StockRecord;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.layout.ZnodeLayout;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Against a ZooKeeper server of its own. Each test has an incarnation of its own. */
public class GateZnodeIT {

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final ZnodeLayout LAYOUT = new ZnodeLayout("/hbase-ha", "/hbase");
    private static final MiniZooKeeperCluster ENSEMBLE = new MiniZooKeeperCluster(new Configuration());
    private static final AtomicInteger START_CODES = new AtomicInteger();
    private static final GateOwner OURS = new GateOwner.Ours();
    private static final GateOwner NOBODY = new GateOwner.Nobody();

    private static int port;
    private static final List<ZooKeeper> CLIENTS = new ArrayList<>();
    private static ZooKeeper zooKeeper;

    private final ServerName server = ServerName.valueOf("rs1.example", 16020, START_CODES.incrementAndGet());
    private final String path = LAYOUT.gateRecord(server);
    private final StockHold stock = new StockHold();
    private GateZnode znode;

    @BeforeClass
    public static void startZooKeeper() throws Exception {
        port = ENSEMBLE.startup(FOLDER.newFolder());
        zooKeeper = client();
    }

    @AfterClass
    public static void stopZooKeeper() throws Exception {
        for (ZooKeeper client : CLIENTS) {
            client.close();
        }
        ENSEMBLE.shutdown();
    }

    @Before
    public void begin() {
        znode = znode(zooKeeper);
    }

    private static ZooKeeper client() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper("127.0.0.1:" + port, 20_000, event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        CLIENTS.add(client);
        connected.await();
        client.addAuthInfo(ZnodeAcl.SCHEME, Gates.ACCESS.credentials());
        return client;
    }

    private GateZnode znode(ZooKeeper session) {
        return new GateZnode(session, LAYOUT, server, Gates.ACCESS, stock);
    }

    /** As a leader writes it: created and set once, in one transaction. */
    private void expire(ZooKeeper session) throws Exception {
        byte[] record = new ExpireRecord(new Epoch(7), "c1", "n", "P", "class=P", Instant.EPOCH).encode();
        session.multi(Arrays.asList(
                Op.create(path, record, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.setData(path, record, 0)));
    }

    @Test
    public void theFirstToCreateItHasIt() throws Exception {
        assertThat(znode.look()).isEqualTo(NOBODY);

        assertThat(znode.claim()).isEqualTo(OURS);

        assertThat(znode.look()).isEqualTo(OURS);
        assertThat(GateRecord.decode(zooKeeper.getData(path, false, null))).isEqualTo(new StockRecord(stock.nonce()));
        assertThatThrownBy(() -> expire(zooKeeper)).isInstanceOf(KeeperException.NodeExistsException.class);
    }

    @Test
    public void aRecordWhoseCreationWasNotAnsweredIsOurs() throws Exception {
        znode.claim();

        assertThat(znode(client()).claim()).isEqualTo(OURS);
    }

    @Test
    public void whatALeaderWroteStays() throws Exception {
        znode.claim();
        znode.release();
        expire(zooKeeper);

        assertThat(znode.claim()).isEqualTo(new GateOwner.Expire("leader=c1 epoch=7 reason=class=P"));
        assertThat(znode.release()).isInstanceOf(GateOwner.Expire.class);
        assertThat(znode.look()).isInstanceOf(GateOwner.Expire.class);
        assertThat(zooKeeper.exists(path, false)).isNotNull();
    }

    @Test
    public void aRecordNobodyCanReadIsALeaders() throws Exception {
        znode.claim();
        znode.release();
        zooKeeper.create(path, new byte[] {1, 2}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

        assertThat(znode.claim()).isInstanceOf(GateOwner.Expire.class);
    }

    @Test
    public void givesBackWhatItHasAndNothingTwice() throws Exception {
        znode.claim();

        assertThat(znode.release()).isEqualTo(NOBODY);
        assertThat(znode.release()).isEqualTo(NOBODY);
        assertThat(zooKeeper.exists(path, false)).isNull();
    }

    @Test
    public void aDeleteThatIsCarriedOutAfterItsSessionWasGivenUpHitsNothing() throws Exception {
        znode.claim();
        stock.deleting();

        stock.sessionBegins();
        ZooKeeper later = client();
        assertThat(znode(later).claim()).isEqualTo(OURS);

        assertThatThrownBy(() -> zooKeeper.delete(path, 0)).isInstanceOf(KeeperException.BadVersionException.class);
        assertThat(znode(later).look()).isEqualTo(OURS);
        assertThat(znode(later).release()).isEqualTo(NOBODY);

        assertThat(znode(later).claim()).isEqualTo(OURS);
        assertThatThrownBy(() -> zooKeeper.delete(path, 0)).isInstanceOf(KeeperException.BadVersionException.class);
    }

    @Test
    public void noDeleteOfOursHitsAnExpire() throws Exception {
        znode.claim();
        znode.release();
        expire(zooKeeper);

        for (int version = 0; version < 10; version += 2) {
            int even = version;
            assertThatThrownBy(() -> zooKeeper.delete(path, even))
                    .isInstanceOf(KeeperException.BadVersionException.class);
        }
    }

    @Test
    public void tellsWhenTheRecordAppears() throws Exception {
        znode.claim();
        znode.release();
        CountDownLatch told = new CountDownLatch(1);
        ZooKeeper watching = client();
        watching.register(event -> told.countDown());
        assertThat(znode(watching).look()).isEqualTo(NOBODY);

        expire(zooKeeper);

        told.await();
        assertThat(znode(watching).look()).isInstanceOf(GateOwner.Expire.class);
    }

    @Test
    public void nobodyWithoutTheSecretTakesItAway() throws Exception {
        znode.claim();
        ZooKeeper stranger = new ZooKeeper("127.0.0.1:" + port, 20_000, event -> {});
        CLIENTS.add(stranger);

        assertThatThrownBy(() -> stranger.setData(path, new byte[0], -1))
                .isInstanceOf(KeeperException.NoAuthException.class);
        assertThatThrownBy(() -> stranger.delete(path, -1)).isInstanceOf(KeeperException.NoAuthException.class);
        assertThat(stranger.getData(path, false, null)).isNotEmpty();
    }
}
