package org.hbaseha.health.region;

import org.apache.hadoop.hbase.regionserver.OnlineRegions;

/** What the hooks of one region server share with its agent. */
record ServerHooks(UnfinishedWrites writes, ServerGate gate) {

    static ServerHooks of(OnlineRegions server) {
        return new ServerHooks(UnfinishedWrites.of(server), ServerGate.of(server));
    }
}
