package org.hbaseha.monitor.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/**
 * A table here and what is to be the same table there: which of its families replication carries to the peer, for only those may be compared, and how
 * the two tables are declared differently. Immutable.
 */
public final class TablePair {

    private final TableName here;
    private final TableName there;
    private final List<ColumnFamilyDescriptor> families;
    private final Map<String, String> leftOut;
    private final List<String> drift;

    private TablePair(
            TableName here,
            TableName there,
            List<ColumnFamilyDescriptor> families,
            Map<String, String> leftOut,
            List<String> drift) {
        this.here = here;
        this.there = there;
        this.families = List.copyOf(families);
        this.leftOut = leftOut;
        this.drift = List.copyOf(drift);
    }

    /**
     * Looks at both tables. Throws {@link Trouble} where one does not exist, or nothing of it is replicated.
     *
     * @param peer how {@code here} replicates to {@code there}
     */
    public static TablePair of(
            Cluster here, TableName tableHere, Cluster there, TableName tableThere, ReplicationPeerConfig peer)
            throws IOException, InterruptedException {
        TableDescriptor theirs = descriptor(there, tableThere);
        TablePair pair = of(descriptor(here, tableHere), theirs, peer);
        List<String> drift = new ArrayList<>(pair.drift);
        Peers.shippingTo(there, here)
                .ifPresent(back -> drift.addAll(Drift.ofPeers(theirs, pair.families, back.getPeerConfig())));
        drift.addAll(permissions(here, tableHere, there, tableThere));
        return new TablePair(pair.here, pair.there, pair.families, pair.leftOut, drift);
    }

    private static List<String> permissions(Cluster here, TableName tableHere, Cluster there, TableName tableThere)
            throws InterruptedException {
        try {
            return Drift.ofPermissions(Permissions.of(here, tableHere), Permissions.of(there, tableThere));
        } catch (IOException e) {
            // Only administrators may ask.
            return List.of("who may do what could not be compared: " + e.getMessage());
        }
    }

    static TablePair of(TableDescriptor here, TableDescriptor there, ReplicationPeerConfig peer) {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<String> drift = new ArrayList<>();
        for (ColumnFamilyDescriptor family : here.getColumnFamilies()) {
            String name = family.getNameAsString();
            Optional<String> reason = whyNotReplicated(here.getTableName(), family, peer);
            if (reason.isPresent()) {
                leftOut.put(name, reason.get());
            } else if (!there.hasColumnFamily(family.getName())) {
                leftOut.put(name, "the peer's table does not have it");
                drift.add("family " + name + " is replicated and does not exist on the peer");
            } else {
                families.add(family);
                drift.addAll(Drift.ofFamilies(family, there.getColumnFamily(family.getName())));
            }
        }
        drift.addAll(Drift.ofTables(there));
        if (families.isEmpty()) {
            throw new Trouble(
                    ExitCode.USAGE,
                    "Nothing of the table is replicated to the peer table=" + here.getTableName() + " families="
                            + leftOut,
                    "set REPLICATION_SCOPE => 1 for the families that shall be, or name another table");
        }
        return new TablePair(here.getTableName(), there.getTableName(), families, leftOut, drift);
    }

    private static TableDescriptor descriptor(Cluster cluster, TableName table)
            throws IOException, InterruptedException {
        try {
            return cluster.answer(cluster.admin().getDescriptor(table));
        } catch (TableNotFoundException e) {
            throw new Trouble(
                    ExitCode.USAGE,
                    "Table does not exist table=" + table + " cluster=" + cluster.name(),
                    "check its name and namespace; --peer-table names it where it is called otherwise on the peer",
                    e);
        }
    }

    private static Optional<String> whyNotReplicated(
            TableName table, ColumnFamilyDescriptor family, ReplicationPeerConfig peer) {
        if (family.getScope() == HConstants.REPLICATION_SCOPE_LOCAL) {
            return Optional.of("REPLICATION_SCOPE is 0");
        }
        if (!peer.needToReplicate(table, family.getName())) {
            return Optional.of("the peer's configuration leaves it out");
        }
        return Optional.empty();
    }

    public TableName here() {
        return here;
    }

    public TableName there() {
        return there;
    }

    /** Names of those that are compared. */
    public List<byte[]> families() {
        return families.stream().map(ColumnFamilyDescriptor::getName).toList();
    }

    /** The same, as this cluster has declared them. */
    public List<ColumnFamilyDescriptor> declared() {
        return families;
    }

    /** Those that are not, and why. */
    public Map<String, String> leftOut() {
        return leftOut;
    }

    /** How the tables are declared differently, a sentence each. */
    public List<String> drift() {
        return drift;
    }

    /** How long cells of a family live, where they do not live for ever. */
    public Optional<Duration> timeToLive(byte[] family) {
        return families.stream()
                .filter(each -> Arrays.equals(each.getName(), family))
                .map(ColumnFamilyDescriptor::getTimeToLive)
                .filter(seconds -> seconds != HConstants.FOREVER)
                .map(Duration::ofSeconds)
                .findFirst();
    }

    /** Whether cells of a compared family end by themselves. */
    public boolean expires() {
        return families.stream().anyMatch(family -> family.getTimeToLive() != HConstants.FOREVER);
    }

    @Override
    public String toString() {
        return here + (here.equals(there) ? "" : " and " + there) + " families="
                + families().stream().map(Bytes::toString).toList();
    }
}
