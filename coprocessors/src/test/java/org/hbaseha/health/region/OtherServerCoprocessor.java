package org.hbaseha.health.region;

import org.apache.hadoop.hbase.coprocessor.RegionServerCoprocessor;

/** Somebody else's coprocessor, which does nothing. */
public final class OtherServerCoprocessor implements RegionServerCoprocessor {}
