/**
 * Where observations of lag come from; nothing here changes anything. {@link org.hbaseha.monitor.lag.rim.LagWatch} looks at one pair again and again: at the
 * source's master ({@code SourceReader}), at the heartbeats on the peer ({@code HeartbeatReader}), at the source's queues in ZooKeeper ({@code QueueReader}:
 * no call of HBase's tells of queues that no living server has), and at the clocks of the source's servers ({@code ClockReader}).
 */
@NullMarked
package org.hbaseha.monitor.lag.rim;

import org.jspecify.annotations.NullMarked;
