package org.hbaseha.layout;

import org.apache.hadoop.hbase.ServerName;

/**
 * Where our znodes lie. One parent for each HBase cluster, by default {@code <zookeeper.znode.parent>-ha}, so that two clusters on one
 * ensemble cannot meet. {@code hbaseParent} is HBase's own parent, of which we read {@code rs} and delete single children of it.
 */
public record ZnodeLayout(String parent, String hbaseParent) {

    public ZnodeLayout {
        requireAbsolute(parent);
        requireAbsolute(hbaseParent);
        // One below the other would go when the other is removed.
        if (isWithin(parent, hbaseParent) || isWithin(hbaseParent, parent)) {
            throw new IllegalArgumentException(
                    "Our znodes need a parent of their own parent=" + parent + " hbase=" + hbaseParent);
        }
    }

    private static boolean isWithin(String path, String folder) {
        return (path + "/").startsWith(folder + "/");
    }

    private static void requireAbsolute(String path) {
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/")) {
            throw new IllegalArgumentException("A znode parent starts with / and does not end with it path=" + path);
        }
    }

    /** The parent used when {@code hbase.ha.znode.parent} is not set. */
    public static String defaultParent(String hbaseParent) {
        return hbaseParent + "-ha";
    }

    /** Ephemeral children, one a live controller, each a {@link ControllerAddress}. Agents dial all of them. */
    public String controllers() {
        return parent + "/controllers";
    }

    public String controller(String id) {
        return controllers() + "/" + id;
    }

    /** Curator's leader latch. */
    public String leaderLatch() {
        return parent + "/leader";
    }

    /** An {@link EpochRecord}. Every act of a leader is one transaction with a check of this znode's version. */
    public String epoch() {
        return parent + "/epoch";
    }

    /** A {@link ModeRecord}. */
    public String mode() {
        return parent + "/mode";
    }

    /** A {@link PauseRecord}; absent when not paused. */
    public String pause() {
        return parent + "/pause";
    }

    /** A {@link DisarmRecord}; absent when gates may be armed. */
    public String disarm() {
        return parent + "/disarm";
    }

    /** A {@link ScorecardRecord}; empty before a leader has kept a score. */
    public String scorecard() {
        return parent + "/scorecard";
    }

    /** One persistent child for each breaker that was ever reset, a {@link ResetRecord}. */
    public String resets() {
        return parent + "/resets";
    }

    public String reset(String breaker) {
        return resets() + "/" + breaker;
    }

    /** Persistent children, each an {@link OrderRecord} that is written once and removed by the leader when it is spent. */
    public String orders() {
        return parent + "/orders";
    }

    public String order(String id) {
        return orders() + "/" + id;
    }

    /** Persistent children, each a {@link MaintenanceRecord} that is written once and removed when it is ended, or over. */
    public String maintenance() {
        return parent + "/maintenance";
    }

    public String maintenanceWindow(String id) {
        return maintenance() + "/" + id;
    }

    /** One persistent child for each incarnation that somebody decided about, created once: see {@link GateRecord}. */
    public String gate() {
        return parent + "/gate";
    }

    /**
     * A {@link GateRecord}. A STOCK record has an even data version, an EXPIRE record an odd one: a leader creates it and sets its data once in
     * one transaction. So a delete of a STOCK record, which names its version, can never hit an EXPIRE, however late ZooKeeper carries it out.
     */
    public String gateRecord(ServerName server) {
        return gate() + "/" + server.getServerName();
    }

    /** All of the replication monitors. */
    public String monitoring() {
        return parent + "/replication-monitor";
    }

    /** Ephemeral children, one a live replication monitor, each a {@link MonitorAddress}. */
    public String monitors() {
        return monitoring() + "/monitors";
    }

    public String monitor(String id) {
        return monitors() + "/" + id;
    }

    /** One persistent child for each replication peer that a monitor has ever worked on, by the peer's id. */
    public String monitoredPairs() {
        return monitoring() + "/pairs";
    }

    /** Curator's leader latch: who verifies the pair of that peer. */
    public String pairLatch(String peer) {
        return monitoredPairs() + "/" + peer + "/worker";
    }

    /** A {@link LiveSettingsRecord}; absent where operators have set nothing while monitors run. */
    public String monitorSettings() {
        return monitoring() + "/settings";
    }

    /** HBase's ephemeral children, one a registered region server. */
    public String regionServers() {
        return hbaseParent + "/rs";
    }

    public String regionServer(ServerName server) {
        return regionServers() + "/" + server.getServerName();
    }
}
