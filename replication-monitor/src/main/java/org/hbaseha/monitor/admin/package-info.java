/**
 * {@code hbase-ha replication}: what operators type about replication. Each verb is a class of its own; {@code monitors} is where they get their facts,
 * {@code text} how they say them, {@code http} the daemon's side of the same.
 */
@NullMarked
package org.hbaseha.monitor.admin;

import org.jspecify.annotations.NullMarked;
