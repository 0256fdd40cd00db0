/**
 * What monitors of one cluster agree about, in its ZooKeeper, through Curator; no other package of this module knows that. {@link
 * org.hbaseha.monitor.coordination.MonitorSession} is the one session of a daemon, {@link org.hbaseha.monitor.coordination.MonitorRegistration} tells
 * operators where it listens, {@link org.hbaseha.monitor.coordination.PairElection} decides which monitor works on a pair, {@link
 * org.hbaseha.monitor.coordination.SettingsWatch} gives the {@link org.hbaseha.monitor.coordination.LiveSettings} in force. Operator commands read all
 * of it, and write the settings, by {@link org.hbaseha.monitor.coordination.MonitorZnodes}.
 */
@NullMarked
package org.hbaseha.monitor.coordination;

import org.jspecify.annotations.NullMarked;
