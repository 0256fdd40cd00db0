package org.hbaseha.controller.observation;

import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;

/**
 * What hbase:meta says of a region's default replica.
 *
 * @param exists false when the row is gone
 * @param state HBase's word for it, such as {@code OPEN}; empty when there is none
 * @param location where it was opened last
 */
record RegionRow(RegionName name, boolean exists, String state, Optional<ServerName> location) {}
