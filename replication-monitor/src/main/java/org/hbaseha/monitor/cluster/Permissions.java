package org.hbaseha.monitor.cluster;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.security.SecurityCapability;
import org.apache.hadoop.hbase.security.access.GetUserPermissionsRequest;
import org.apache.hadoop.hbase.security.access.UserPermission;

/** Who may do what with a table, where its cluster asks. */
final class Permissions {

    private Permissions() {}

    /** None where the cluster lets everybody do everything. */
    static List<UserPermission> of(Cluster cluster, TableName table) throws IOException, InterruptedException {
        boolean asks =
                cluster.answer(cluster.admin().getSecurityCapabilities()).contains(SecurityCapability.AUTHORIZATION);
        return asks
                ? cluster.answer(cluster.admin()
                        .getUserPermissions(
                                GetUserPermissionsRequest.newBuilder(table).build()))
                : List.of();
    }
}
