/** {@code hbase-ha replication}: what operators type about replication. Each verb is a class of its own. */
@NullMarked
package org.hbaseha.monitor.admin;

import org.jspecify.annotations.NullMarked;
