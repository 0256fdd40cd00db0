package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.KeepDeletedCells;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.repair.FamilyTraits;
import org.hbaseha.monitor.repair.RepairRules;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.journal.JournalEntry.RowChoice;
import org.hbaseha.monitor.sweep.RowFollowing;
import org.hbaseha.monitor.sweep.RowReader;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.Recheck;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/** One table of two clusters: reads and writes rows, and knows how both have declared it. Any thread. */
public final class PairAccess implements RowAccess {

    private final Map<Side, Cluster> clusters = new EnumMap<>(Side.class);
    private final Map<Side, TableName> names = new EnumMap<>(Side.class);
    private final Map<Side, RowReader> readers = new EnumMap<>(Side.class);
    private final Map<Side, Map<String, FamilyTraits>> families = new EnumMap<>(Side.class);
    private final RowWriter writer;

    private PairAccess(Cluster here, Cluster there, TablePair table, Map<Side, UUID> ids) {
        clusters.put(Side.SOURCE, here);
        clusters.put(Side.PEER, there);
        names.put(Side.SOURCE, table.here());
        names.put(Side.PEER, table.there());
        Map<Side, AsyncTable<?>> tables = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            tables.put(side, of(clusters, side).table(of(names, side)));
            readers.put(side, new RowReader(of(clusters, side), of(names, side), table.families()));
        }
        this.writer = new RowWriter(tables, ids);
    }

    /** Asks both clusters who they are and how they have declared the table. */
    public static PairAccess open(Cluster here, Cluster there, TablePair table)
            throws IOException, InterruptedException {
        PairAccess access = new PairAccess(here, there, table, Map.of(Side.SOURCE, id(here), Side.PEER, id(there)));
        List<String> compared = table.families().stream().map(Bytes::toString).toList();
        for (Side side : Side.values()) {
            Cluster cluster = of(access.clusters, side);
            access.families.put(
                    side,
                    Stream.of(cluster.answer(cluster.admin().getDescriptor(of(access.names, side)))
                                    .getColumnFamilies())
                            .filter(family -> compared.contains(family.getNameAsString()))
                            .collect(Collectors.toMap(ColumnFamilyDescriptor::getNameAsString, PairAccess::traits)));
        }
        return access;
    }

    /** What replication knows the cluster by. */
    private static UUID id(Cluster cluster) throws IOException, InterruptedException {
        String id = cluster.answer(cluster.admin().getClusterMetrics(EnumSet.of(ClusterMetrics.Option.CLUSTER_ID)))
                .getClusterId();
        try {
            return UUID.fromString(String.valueOf(id));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "Cluster has an id that replication cannot carry cluster=" + cluster.name() + " id=" + id, e);
        }
    }

    private static FamilyTraits traits(ColumnFamilyDescriptor family) {
        Optional<Duration> live = family.getTimeToLive() == HConstants.FOREVER
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(family.getTimeToLive()));
        return new FamilyTraits(
                new FamilyRules(family.getMaxVersions(), family.isNewVersionBehavior(), live),
                family.getKeepDeletedCells() != KeepDeletedCells.FALSE);
    }

    private static <T> T of(Map<Side, T> each, Side side) {
        T one = each.get(side);
        if (one == null) {
            throw new IllegalStateException("There is one for each side side=" + side);
        }
        return one;
    }

    /** {@code now}: by which cells count as expired. */
    public RepairRules rules(Policy policy, Instant now) {
        return new RepairRules(
                policy.activeActive(),
                policy.authority(),
                policy.conflicts(),
                policy.rows().stream().collect(Collectors.toMap(RowChoice::row, RowChoice::right)),
                policy.restamp(),
                now,
                of(families, Side.SOURCE),
                of(families, Side.PEER));
    }

    /** {@code patience}: for the compaction of one region. */
    public Map<Side, MarkerPurge> purges(Duration patience) {
        Map<Side, MarkerPurge> purges = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            purges.put(side, new RegionPurge(of(clusters, side), of(names, side), patience));
        }
        return purges;
    }

    /** Looks at rows until it is sure of each whether clients of both see the same; all edits before {@code applied} are on the peer. */
    public RowFollowing following(Recheck recheck, Supplier<Optional<Instant>> applied, InstantSource clock) {
        return new RowFollowing(of(readers, Side.SOURCE), of(readers, Side.PEER), recheck, applied, clock);
    }

    @Override
    public CompletableFuture<RowPair> read(RowKey row) {
        CompletableFuture<RowImage> ours = of(readers, Side.SOURCE).read(row.bytes());
        return ours.thenCombine(of(readers, Side.PEER).read(row.bytes()), RowPair::new);
    }

    @Override
    public CompletableFuture<Boolean> write(Write write) {
        return writer.write(write);
    }
}
