package org.hbaseha.health.region;

import java.time.Duration;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.time.MonotonicInstant;

/** Told, in the directory's thread, what ZooKeeper says of the gate record of this server. Returns at once. */
interface GateListener {

    /** {@code order} was carried out as far as could be; the record is {@code owner}'s now. */
    void answered(GateOrder order, GateOwner owner);

    /** ZooKeeper did not answer an order, or its answer was lost. */
    void unanswered();

    /** What a look at the record has shown; nobody asked. */
    void found(GateOwner owner);

    /** ZooKeeper has answered something that was asked at {@code asked}; {@code session} is the time-out it granted. */
    void zooKeeperHeard(Duration session, MonotonicInstant asked);
}
