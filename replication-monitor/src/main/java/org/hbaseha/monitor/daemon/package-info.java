/**
 * The monitor as a process that never ends. {@link org.hbaseha.monitor.daemon.Monitor} puts it together and follows the cluster's replication peers; {@code
 * PairDesk} has one of them and stands for election; {@code PairWork} does the work while it is elected: rounds that compare what was written, and a
 * sweep that compares everything once a period, both by way of a {@code TableWork} for each table. What is known is kept in a {@code BookStore}.
 */
@NullMarked
package org.hbaseha.monitor.daemon;

import org.jspecify.annotations.NullMarked;
