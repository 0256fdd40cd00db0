package org.hbaseha.controller.coordination;

import org.hbaseha.fencing.Epoch;
import org.hbaseha.time.MonotonicInstant;

/**
 * One leadership: the epoch written, the version the epoch znode got by that write (what every later transaction checks), and ZooKeeper's own
 * clock at that instant, for telling the age of records.
 */
record LeaderGrant(Epoch epoch, int znodeVersion, long zooKeeperMillis, MonotonicInstant at) {}
