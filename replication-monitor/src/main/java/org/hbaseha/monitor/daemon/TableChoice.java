package org.hbaseha.monitor.daemon;

import java.util.Set;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;

/** Which tables are verified: all that are replicated to a peer, or those of them that are named. */
record TableChoice(boolean all, Set<String> names) {

    /** Where tables are not to be named. */
    static final String ALL = "all";

    TableChoice {
        names = Set.copyOf(names);
    }

    boolean wants(TableDescriptor table, ReplicationPeerConfig peer) {
        return (all || names.contains(table.getTableName().getNameAsString())) && isReplicated(table, peer);
    }

    private static boolean isReplicated(TableDescriptor table, ReplicationPeerConfig peer) {
        for (ColumnFamilyDescriptor family : table.getColumnFamilies()) {
            if (family.getScope() != 0 && peer.needToReplicate(table.getTableName(), family.getName())) {
                return true;
            }
        }
        return false;
    }
}
