package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.lease.ModelZooKeeper.Held;
import org.hbaseha.health.gate.GateOrder;

/**
 * What one incarnation asks of ZooKeeper: one order at a time, which is carried out at some moment and answered at a later one, or neither. What
 * was given up before it was carried out may be so later, in any order.
 */
final class ModelErrands {

    /** An order whose session was given up, and which ZooKeeper may carry out yet. */
    private record Stray(GateOrder order, int version) {}

    private final ServerName name;
    private final Flaw flaw;
    private final ModelTime time;
    private final ModelZooKeeper zooKeeper;
    private final List<Stray> strays = new ArrayList<>();
    private Optional<GateOrder> order = Optional.empty();
    private Optional<Held> made = Optional.empty();
    /** That of the next record of the server's; no delete in doubt has named it. */
    private int stockVersion;

    ModelErrands(ServerName name, Flaw flaw, ModelTime time, ModelZooKeeper zooKeeper) {
        this.name = name;
        this.flaw = flaw;
        this.time = time;
        this.zooKeeper = zooKeeper;
    }

    void take(GateOrder wanted) {
        if (order.isEmpty()) {
            order = Optional.of(wanted);
            time.say("server wants", name, wanted);
        }
    }

    void carryOut() {
        if (awaitsEffect()) {
            boolean claims = order.get() instanceof GateOrder.Claim;
            made = Optional.of(claims ? zooKeeper.claim(name, stockVersion) : zooKeeper.release(name));
            time.say("ZooKeeper makes it", name, made.get());
        }
    }

    /** Whose the record is now; empty when nothing was asked. */
    Optional<Held> answer() {
        carryOut();
        Optional<Held> told = made;
        order = Optional.empty();
        made = Optional.empty();
        return told;
    }

    /** The session is given up, by a server that asks again in another one or by one that dies. */
    void giveUp() {
        time.say("no answer", name);
        if (awaitsEffect()) {
            strays.add(new Stray(order.get(), stockVersion));
            boolean named = order.get() instanceof GateOrder.Release && flaw != Flaw.REUSES_VERSION;
            stockVersion += named ? 2 : 0;
        }
        order = Optional.empty();
        made = Optional.empty();
    }

    void carryOutStray() {
        Stray stray = strays.remove(0);
        time.say("carried out late", name, stray.order());
        if (stray.order() instanceof GateOrder.Claim) {
            zooKeeper.claimLate(name, stray.version());
        } else {
            zooKeeper.releaseLate(name, stray.version());
        }
    }

    boolean hasStrays() {
        return !strays.isEmpty();
    }

    boolean awaitsAnswer() {
        return order.isPresent();
    }

    boolean awaitsEffect() {
        return order.isPresent() && made.isEmpty();
    }
}
