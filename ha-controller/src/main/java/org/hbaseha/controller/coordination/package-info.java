/**
 * ZooKeeper, through Curator; no other package knows either. {@link org.hbaseha.controller.coordination.ZooKeeperSession} is the one session
 * of the process. {@link org.hbaseha.controller.coordination.Leadership} elects and writes the epoch, {@link
 * org.hbaseha.controller.coordination.FencedStore} does what only the holder of the newest epoch may do, {@link
 * org.hbaseha.controller.coordination.GateRecords} reads EXPIRE records, {@link org.hbaseha.controller.coordination.RegionServerList} reads
 * HBase's own list of region servers, {@link org.hbaseha.controller.coordination.Switches} the operator's mode and pause, {@link
 * org.hbaseha.controller.coordination.OperatorRecords} orders about plans and maintenance windows, and {@link
 * org.hbaseha.controller.coordination.ControllerRegistration} tells the agents where we listen.
 *
 * <p>What is seen goes out as observations; what went wrong as {@link org.hbaseha.controller.coordination.CoordinationException} or, for
 * steps, as a step outcome.
 */
@NullMarked
package org.hbaseha.controller.coordination;

import org.jspecify.annotations.NullMarked;
