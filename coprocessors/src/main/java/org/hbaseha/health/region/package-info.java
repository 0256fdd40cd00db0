/**
 * The heartbeat agent: the side of {@code org.hbaseha.health} that lives inside a region server.
 *
 * <p>Read in this order: {@link org.hbaseha.health.region.HeartbeatAgent} (what HBase calls), {@code RunningAgent} (settings and life),
 * {@code Keeper} (the parts and how they meet), {@code BeatLoop} (the beat itself), {@code ControllerLinks} and {@code ZooKeeperDirectory}
 * (whom to beat to), {@code DialTrouble} (what is said when one is not reached), {@code AckLedger} (what came back). {@link org.hbaseha.health.region.WriteAgeObserver} is the second thing HBase loads;
 * it feeds the beacon.
 *
 * <p>Threads, all daemons: {@code hbase-ha-keeper}, {@code hbase-ha-beat}, {@code hbase-ha-directory} (may wait for ZooKeeper),
 * {@code hbase-ha-names} (may wait for DNS) and the one of the streams. None of them takes a lock that a request thread takes.
 */
@NullMarked
package org.hbaseha.health.region;

import org.jspecify.annotations.NullMarked;
