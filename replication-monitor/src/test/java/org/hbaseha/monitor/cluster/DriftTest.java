package org.hbaseha.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hbase.KeepDeletedCells;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;
import org.apache.hadoop.hbase.security.access.Permission;
import org.apache.hadoop.hbase.security.access.UserPermission;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.Test;

/** What is declared alike is not told of, and what is not is told of by its name. */
public final class DriftTest {

    private static final TableName TABLE = TableName.valueOf("t");
    private static final ReplicationPeerConfig EVERYTHING =
            ReplicationPeerConfig.newBuilder().setReplicateAllUserTables(true).build();

    @Test
    public void familiesThatAreAlikeDoNotDiffer() {
        assertThat(Drift.ofFamilies(family("f").build(), family("f").build())).isEmpty();
    }

    @Test
    public void allThatMakesRowsDifferIsNamed() {
        ColumnFamilyDescriptor there = family("f")
                .setMaxVersions(3)
                .setMinVersions(1)
                .setTimeToLive(60)
                .setKeepDeletedCells(KeepDeletedCells.TRUE)
                .setNewVersionBehavior(true)
                .build();

        assertThat(Drift.ofFamilies(family("f").build(), there))
                .hasSize(5)
                .contains("family f has VERSIONS 1 here and 3 on the peer")
                .contains("family f has TTL 2147483647 here and 60 on the peer");
    }

    @Test
    public void aReadOnlyTableOnThePeerIsTold() {
        TableDescriptor readOnly = TableDescriptorBuilder.newBuilder(TABLE)
                .setColumnFamily(family("f").build())
                .setReadOnly(true)
                .build();

        assertThat(Drift.ofTables(readOnly)).hasSize(1).allMatch(sentence -> sentence.contains("read-only"));
        assertThat(Drift.ofTables(table(family("f").build()))).isEmpty();
    }

    @Test
    public void familiesThatDoNotAllComeBackAreTold() {
        ColumnFamilyDescriptor one = family("one").build();
        ColumnFamilyDescriptor other = family("other").build();
        List<ColumnFamilyDescriptor> shipped = List.of(one, other);
        ReplicationPeerConfig onlyOne = ReplicationPeerConfig.newBuilder()
                .setReplicateAllUserTables(true)
                .setExcludeTableCFsMap(Map.of(TABLE, List.of("other")))
                .build();

        assertThat(Drift.ofPeers(table(one, other), shipped, EVERYTHING)).isEmpty();
        assertThat(Drift.ofPeers(table(one, other), shipped, onlyOne))
                .containsExactly("families [other] are replicated to the peer and not back, others both ways");
        assertThat(Drift.ofPeers(table(one, family("other").setScope(0).build()), shipped, EVERYTHING))
                .hasSize(1);
    }

    @Test
    public void aTableThatOnlyGoesOneWayIsNoDrift() {
        ReplicationPeerConfig nothing = ReplicationPeerConfig.newBuilder()
                .setReplicateAllUserTables(true)
                .setExcludeNamespaces(Set.of("default"))
                .build();

        assertThat(Drift.ofPeers(table(family("f").build()), List.of(family("f").build()), nothing))
                .isEmpty();
    }

    @Test
    public void usersWhoMayDoOtherThingsAreNamed() {
        List<UserPermission> here = List.of(
                permission("ann", Permission.Action.READ),
                permission("bob", Permission.Action.READ, Permission.Action.WRITE));
        List<UserPermission> there = List.of(
                permission("ann", Permission.Action.READ),
                permission("bob", Permission.Action.READ),
                permission("eve", Permission.Action.ADMIN));

        assertThat(Drift.ofPermissions(here, there))
                .containsExactly(
                        "user bob may [READ, WRITE] here and [READ] on the peer",
                        "user eve may nothing here and [ADMIN] on the peer");
        assertThat(Drift.ofPermissions(here, here)).isEmpty();
    }

    private static UserPermission permission(String user, Permission.Action... actions) {
        return new UserPermission(
                user, Permission.newBuilder(TABLE).withActions(actions).build());
    }

    private static ColumnFamilyDescriptorBuilder family(String name) {
        return ColumnFamilyDescriptorBuilder.newBuilder(Bytes.toBytes(name)).setScope(1);
    }

    private static TableDescriptor table(ColumnFamilyDescriptor... families) {
        return TableDescriptorBuilder.newBuilder(TABLE)
                .setColumnFamilies(List.of(families))
                .build();
    }
}
