package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * What the lease gate has to do in ZooKeeper: carries one order at a time there and its answer back, and looks at the gate record of this
 * server when there is no order, so that an EXPIRE is found in any state. Called by the directory's thread, {@link #take} by any.
 */
final class GateErrands {

    private final ZnodeLayout layout;
    private final ZnodeAcl access;
    private final StockHold stock;
    private final GateListener listener;
    private final MonotonicClock clock;
    private volatile Optional<GateOrder> order = Optional.empty();

    GateErrands(ZnodeLayout layout, ZnodeAcl access, StockHold stock, GateListener listener, MonotonicClock clock) {
        this.layout = layout;
        this.access = access;
        this.stock = stock;
        this.listener = listener;
        this.clock = clock;
    }

    void take(GateOrder wanted) {
        order = Optional.of(wanted);
    }

    boolean isWaiting() {
        return order.isPresent();
    }

    /** Before anything is asked in it. */
    void sessionBegins(ZooKeeper zooKeeper) {
        stock.sessionBegins();
        zooKeeper.addAuthInfo(ZnodeAcl.SCHEME, access.credentials());
    }

    /** One visit to ZooKeeper. An order that was not answered is not tried again: whoever gave it does so. */
    void run(ZooKeeper zooKeeper, ServerName server) throws KeeperException, InterruptedException {
        GateZnode znode = new GateZnode(zooKeeper, layout, server, access, stock);
        MonotonicInstant asked = clock.now();
        Optional<GateOrder> due = order;
        if (due.isPresent()) {
            carryOut(due.orElseThrow(), znode);
        } else {
            listener.found(znode.look());
        }
        listener.zooKeeperHeard(Duration.ofMillis(zooKeeper.getSessionTimeout()), asked);
    }

    private void carryOut(GateOrder due, GateZnode znode) throws KeeperException, InterruptedException {
        Optional<GateOwner> owner = Optional.empty();
        try {
            owner = Optional.of(due instanceof GateOrder.Claim ? znode.claim() : znode.release());
        } finally {
            // Taken away first: the answer may bring the next one at once.
            order = Optional.empty();
            tell(due, owner);
        }
    }

    private void tell(GateOrder carriedOut, Optional<GateOwner> owner) {
        try {
            owner.ifPresentOrElse(found -> listener.answered(carriedOut, found), listener::unanswered);
        } catch (Throwable t) {
            // Whoever gave it must not wait for an answer that nobody will give.
            listener.unanswered();
            throw t;
        }
    }
}
