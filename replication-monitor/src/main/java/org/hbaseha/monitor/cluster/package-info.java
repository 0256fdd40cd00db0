/**
 * The clusters that are compared, as their public client shows them: {@link org.hbaseha.monitor.cluster.Cluster} is a connection that does not wait for
 * minutes, {@link org.hbaseha.monitor.cluster.Peers} finds the other one in the replication peers of the first, {@link
 * org.hbaseha.monitor.cluster.TablePair} says what of a table is replicated at all, and so may be compared. Reads only.
 */
@NullMarked
package org.hbaseha.monitor.cluster;

import org.jspecify.annotations.NullMarked;
