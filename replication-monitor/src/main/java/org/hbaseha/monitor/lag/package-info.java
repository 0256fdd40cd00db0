/**
 * How far a peer is behind; pure. {@link org.hbaseha.monitor.lag.PeerLag} is told {@link org.hbaseha.monitor.lag.Observation}s and says at any moment
 * which time everything written before is known to be applied on the peer, per source server ({@code SourceBook}) and as the minimum of all, how
 * sure that is, and what an operator should make of it ({@code LagJudge}). {@link org.hbaseha.monitor.lag.LagBook} remembers it for a day.
 *
 * <p><b>Why stock markers</b> ({@code hbase.regionserver.replication.marker.enabled}), and not a row of our own a second. Read in HBase 2.6.1:
 *
 * <ul>
 *   <li>A marker needs no region on the server and passes every filter of the peer ({@code ReplicationSourceWALReader.filterEntry}): table lists and
 *       namespaces do not hide it. A row of ours would need a region kept on each server, and a table in each peer's list.
 *   <li>Its period is any number of milliseconds ({@code ReplicationMarkerChore}); a second works, and costs one synced append a second.
 *   <li>It carries its place in the write-ahead log, and that decides it. A source ships a batch in pieces, by region and in parallel
 *       ({@code HBaseInterClusterReplicationEndpoint.createParallelBatches}), and a sink applies a piece table by table in the order of their names:
 *       a marker becomes visible <em>before</em> edits that were written before it, and where one table of the peer refuses, it stays so while the
 *       batch is tried for ever. A batch may hold 25,000 entries, hours of a quiet table. So arrival alone proves nothing, of our rows no more than
 *       of markers. A batch's end is written to the queue's znode only when all its pieces were applied; the place in the marker tells whether the
 *       batch it came in has ended. Only then does it count ({@code HeartbeatTrail}).
 * </ul>
 *
 * <p>What follows from stock markers. With several write-ahead logs a server, they are in one of them only ({@code getWAL(null)}); for the others the age
 * of their oldest file must do. A server without regions writes none ({@code Idleness}). The sink writes one row of four cells for each, by reckoning some
 * 40 MB a server and day before compression, and HBase gives its table a time to live of a year: {@code alter 'REPLICATION.SINK_TRACKER', {NAME =>
 * 'info', TTL => 86400}} keeps a day, which is enough, for only the newest row of a server is read. The table is made by the peer's master when it
 * starts; where the peer's region servers take markers without it, replication stands still, so the master comes first. Both sides need a restart.
 *
 * <p><b>Clocks.</b> A heartbeat carries the clock of the server that wrote it, and each server has its own. Lag is the difference of two readings of
 * that one clock: {@code SourceClock} knows how it stands to the monitor's monotonic clock, within measured bounds, and the later bound is used. Where
 * nothing was measured, the monitor's own clock stands in and the reading says so.
 *
 * <p><b>Doubt.</b> To say less than the truth is worse than to say more: whatever is not known counts as lag, and {@link
 * org.hbaseha.monitor.lag.Certainty} says that there was something. Between two looks a queue or a server may change unseen, so a reading is of the time of
 * its look. Serial peers were not tried. Of a chain of clusters, each pair has its own lag: markers are not passed on.
 */
@NullMarked
package org.hbaseha.monitor.lag;

import org.jspecify.annotations.NullMarked;
