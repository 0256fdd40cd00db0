/**
 * Local clusters of real processes: ZooKeeper, HDFS and HBase, each server a JVM of its own on loopback.
 *
 * <p>Read in this order: {@link org.hbaseha.it.cluster.SiteSpec} says what a site is, {@link
 * org.hbaseha.it.cluster.LocalSite} runs one, {@link org.hbaseha.it.cluster.LocalProcess} is what faults are done to,
 * {@link org.hbaseha.it.cluster.LocalPair} joins two sites by replication. Below that, {@code SiteConfig} writes the
 * servers' settings, {@code SiteLayout} knows the files, {@code Jvm} the command lines, and {@code Reaper} sees to it
 * that nothing survives its owner.
 */
@NullMarked
package org.hbaseha.it.cluster;

import org.jspecify.annotations.NullMarked;
