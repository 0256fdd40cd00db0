package org.hbaseha.health.region;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.layout.ControllerAddress;

/** Told by {@link ZooKeeperDirectory}, in its thread, what ZooKeeper holds. Not told anything while ZooKeeper is away. */
interface ClusterListener {

    /** Once: HBase has registered this server, under this name. */
    void registered(ServerName server);

    /** All controllers that live now. */
    void controllers(List<ControllerAddress> live);

    /** Hosts of all registered region servers. */
    void regionServerHosts(Set<String> hosts);
}
