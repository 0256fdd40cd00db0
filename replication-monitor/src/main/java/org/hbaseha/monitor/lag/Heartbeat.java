package org.hbaseha.monitor.lag;

import java.time.Instant;
import org.apache.hadoop.hbase.ServerName;

/**
 * A heartbeat of a source server that is visible on the peer.
 *
 * @param written by the server's own clock
 * @param wal the file it was read from, or one before that
 * @param offset where it ends in its file
 */
public record Heartbeat(ServerName source, Instant written, WalName wal, long offset) {}
