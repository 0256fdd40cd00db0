package org.hbaseha.health.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.StockRecord;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.layout.ZnodeLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate record of one incarnation, in one ZooKeeper session: created once, by whoever comes first. Every method waits for ZooKeeper, and
 * throws when its answer is not known. For one thread.
 *
 * <p>Only this process writes a STOCK record under its own start code, so one that is there is ours, whatever became of the answer to its
 * creation. What is neither STOCK nor readable can only be a leader's, and counts as EXPIRE.
 */
final class GateZnode {

    private static final Logger LOG = LoggerFactory.getLogger(GateZnode.class);
    private static final Duration SYNC = Duration.ofSeconds(10);
    private static final int ROUNDS = 3;

    private record Held(GateOwner owner, int version) {}

    private final ZooKeeper zooKeeper;
    private final ZnodeLayout layout;
    private final String path;
    private final List<ACL> acl;
    private final StockHold stock;
    private final byte[] record;

    GateZnode(ZooKeeper zooKeeper, ZnodeLayout layout, ServerName server, ZnodeAcl access, StockHold stock) {
        this.zooKeeper = zooKeeper;
        this.layout = layout;
        this.path = layout.gateRecord(server);
        // Not List.of: ZooKeeper's client asks the list whether it contains null.
        this.acl = Collections.unmodifiableList(Arrays.asList(
                new ACL(ZooDefs.Perms.ALL, new Id(ZnodeAcl.SCHEME, access.id())),
                new ACL(ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE)));
        this.stock = stock;
        this.record = new StockRecord(stock.nonce()).encode();
    }

    /** Whose the record is, with a watch that wakes the session's watcher when that changes. */
    GateOwner look() throws KeeperException, InterruptedException {
        return zooKeeper.exists(path, true) == null
                ? new GateOwner.Nobody()
                : read().map(Held::owner).orElse(new GateOwner.Nobody());
    }

    /** Makes the record ours where it is nobody's. */
    GateOwner claim() throws KeeperException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                create();
                return new GateOwner.Ours();
            } catch (KeeperException.NoNodeException e) {
                createParents();
            } catch (KeeperException.NodeExistsException e) {
                sync();
                Optional<Held> held = read();
                if (held.isPresent() && isFinal(held.get())) {
                    return held.get().owner();
                }
            }
        }
        throw new KeeperException.BadVersionException(path);
    }

    /** True also for a record of ours at an older version, once it has been raised to the one that no delete has named. */
    private boolean isFinal(Held held) throws KeeperException, InterruptedException {
        if (!(held.owner() instanceof GateOwner.Ours) || held.version() >= stock.version()) {
            return true;
        }
        try {
            zooKeeper.multi(raise(held.version()));
            return true;
        } catch (KeeperException.BadVersionException | KeeperException.NoNodeException e) {
            // Somebody was faster; looked at again.
            return false;
        }
    }

    private void create() throws KeeperException, InterruptedException {
        List<Op> ops = new ArrayList<>();
        ops.add(Op.create(path, record, acl, CreateMode.PERSISTENT));
        ops.addAll(raise(0));
        zooKeeper.multi(ops);
    }

    private List<Op> raise(int from) {
        List<Op> ops = new ArrayList<>();
        for (int version = from; version < stock.version(); version++) {
            ops.add(Op.setData(path, record, version));
        }
        return ops;
    }

    private void createParents() throws KeeperException, InterruptedException {
        for (String parent : List.of(layout.parent(), layout.gate())) {
            if (zooKeeper.exists(parent, false) == null) {
                createParent(parent);
            }
        }
    }

    private void createParent(String parent) throws KeeperException, InterruptedException {
        try {
            zooKeeper.create(parent, new byte[0], acl, CreateMode.PERSISTENT);
        } catch (KeeperException.NodeExistsException e) {
            LOG.debug("A controller was faster znode={}", parent);
        }
    }

    /** Takes our record away, if it is ours. */
    GateOwner release() throws KeeperException, InterruptedException {
        sync();
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Held> held = read();
            if (held.isEmpty()) {
                return new GateOwner.Nobody();
            }
            if (!(held.get().owner() instanceof GateOwner.Ours)) {
                return held.get().owner();
            }
            stock.deleting();
            try {
                zooKeeper.delete(path, held.get().version());
                stock.deleteAnswered();
                return new GateOwner.Nobody();
            } catch (KeeperException.NoNodeException e) {
                stock.deleteAnswered();
                return new GateOwner.Nobody();
            } catch (KeeperException.BadVersionException e) {
                stock.deleteAnswered();
            }
        }
        throw new KeeperException.BadVersionException(path);
    }

    private Optional<Held> read() throws KeeperException, InterruptedException {
        Stat stat = new Stat();
        byte[] bytes;
        try {
            bytes = zooKeeper.getData(path, false, stat);
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        }
        return Optional.of(new Held(owner(bytes), stat.getVersion()));
    }

    private static GateOwner owner(byte[] bytes) {
        try {
            GateRecord record = GateRecord.decode(bytes);
            if (record instanceof ExpireRecord expire) {
                return new GateOwner.Expire(
                        "leader=" + expire.leader() + " epoch=" + expire.epoch() + " reason=" + expire.reason());
            }
            return new GateOwner.Ours();
        } catch (LayoutException e) {
            return new GateOwner.Expire("the record cannot be read, and it is not this server's: " + e.getMessage());
        }
    }

    /** What is read after this is not older than what was committed before. */
    private void sync() throws KeeperException, InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger(KeeperException.Code.OPERATIONTIMEOUT.intValue());
        zooKeeper.sync(
                layout.parent(),
                (result, synced, context) -> {
                    code.set(result);
                    done.countDown();
                },
                this);
        boolean unused = done.await(SYNC.toNanos(), TimeUnit.NANOSECONDS);
        KeeperException.Code answer = KeeperException.Code.get(code.get());
        if (answer != KeeperException.Code.OK) {
            throw KeeperException.create(answer, layout.parent());
        }
    }
}
