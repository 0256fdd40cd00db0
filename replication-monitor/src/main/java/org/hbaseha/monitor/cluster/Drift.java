package org.hbaseha.monitor.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;
import org.apache.hadoop.hbase.security.access.UserPermission;

/** How what is declared of a table differs on two clusters, a sentence each. Pure. */
final class Drift {

    private Drift() {}

    /** What keeps edits from being applied at all. */
    static List<String> ofTables(TableDescriptor there) {
        return there.isReadOnly()
                ? List.of("the peer's table is read-only, so that replication stands still, of all tables")
                : List.of();
    }

    /** What makes rows differ for ever, or come to differ later, however well edits are shipped. */
    static List<String> ofFamilies(ColumnFamilyDescriptor here, ColumnFamilyDescriptor there) {
        List<String> found = new ArrayList<>();
        note(found, here, "VERSIONS", here.getMaxVersions(), there.getMaxVersions());
        note(found, here, "MIN_VERSIONS", here.getMinVersions(), there.getMinVersions());
        note(found, here, "TTL", here.getTimeToLive(), there.getTimeToLive());
        note(found, here, "KEEP_DELETED_CELLS", here.getKeepDeletedCells(), there.getKeepDeletedCells());
        note(found, here, "NEW_VERSION_BEHAVIOR", here.isNewVersionBehavior(), there.isNewVersionBehavior());
        return found;
    }

    private static void note(
            List<String> found, ColumnFamilyDescriptor family, String attribute, Object here, Object there) {
        if (!here.equals(there)) {
            found.add("family " + family.getNameAsString() + " has " + attribute + " " + here + " here and " + there
                    + " on the peer");
        }
    }

    /** What clients write on the peer and this cluster never gets, though other families go both ways. {@code back}: how the peer replicates to here. */
    static List<String> ofPeers(
            TableDescriptor there, List<ColumnFamilyDescriptor> shipped, ReplicationPeerConfig back) {
        List<String> oneWay = shipped.stream()
                .map(family -> there.getColumnFamily(family.getName()))
                .filter(family -> family.getScope() == HConstants.REPLICATION_SCOPE_LOCAL
                        || !back.needToReplicate(there.getTableName(), family.getName()))
                .map(ColumnFamilyDescriptor::getNameAsString)
                .toList();
        return oneWay.isEmpty() || oneWay.size() == shipped.size()
                ? List.of()
                : List.of("families " + oneWay + " are replicated to the peer and not back, others both ways");
    }

    /** Who may do what on one cluster only. */
    static List<String> ofPermissions(List<UserPermission> here, List<UserPermission> there) {
        Map<String, String> ours = byUser(here);
        Map<String, String> theirs = byUser(there);
        Map<String, String> all = new TreeMap<>(ours);
        all.putAll(theirs);
        List<String> found = new ArrayList<>();
        for (String user : all.keySet()) {
            String mine = Optional.ofNullable(ours.get(user)).orElse("nothing");
            String other = Optional.ofNullable(theirs.get(user)).orElse("nothing");
            if (!mine.equals(other)) {
                found.add("user " + user + " may " + mine + " here and " + other + " on the peer");
            }
        }
        return found;
    }

    private static Map<String, String> byUser(List<UserPermission> permissions) {
        return permissions.stream()
                .collect(Collectors.groupingBy(
                        UserPermission::getUser,
                        TreeMap::new,
                        Collectors.mapping(Drift::actions, Collectors.joining(", "))));
    }

    private static String actions(UserPermission permission) {
        return List.of(permission.getPermission().getActions()).toString();
    }
}
