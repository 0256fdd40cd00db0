/**
 * The heartbeat agent: the side of {@code org.hbaseha.health} that lives inside a region server.
 *
 * <p>Read in this order: {@link org.hbaseha.health.region.HeartbeatAgent} (what HBase calls), {@code RunningAgent} (settings and start),
 * {@code AgentTurns} and {@code WatchedThread} (its life, and who looks after whom), {@code Keeper} (the parts and how they meet), {@code BeatLoop} (the beat itself), {@code ControllerLinks} and {@code ZooKeeperDirectory}
 * (whom to beat to), {@code DialTrouble} (what is said when one is not reached), {@code AckLedger} (when a beat that
 * came back acknowledged was sent). {@link org.hbaseha.health.region.WriteAgeObserver} is the second thing HBase loads; it feeds the beacon.
 *
 * <p>The lease gate: {@code GateTender} (what the pure {@link org.hbaseha.health.gate.LeaseGate} is told, and who is told what it decides),
 * {@code GateErrands} and {@code GateZnode} (the gate record in ZooKeeper), {@code ServerGate} (the one bound request threads read), {@code GuardedRegions} and
 * {@code GuardWatch} (whether they all do), {@link
 * org.hbaseha.health.region.LeaseGateObserver} (the third thing HBase loads: the hooks that refuse), {@code JvmHalt} (the end of a server that
 * was declared dead).
 *
 * <p>Threads, all daemons: {@code hbase-ha-keeper}, {@code hbase-ha-watch}, {@code hbase-ha-beat}, {@code hbase-ha-directory} (may wait for ZooKeeper),
 * {@code hbase-ha-names} (may wait for DNS) and the one of the streams. None of them takes a lock that a request thread takes.
 */
@NullMarked
package org.hbaseha.health.region;

import org.jspecify.annotations.NullMarked;
