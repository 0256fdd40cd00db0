package org.hbaseha.monitor.repair.rim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CompareOperator;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.CheckAndMutateResult;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.filter.BinaryComparator;
import org.apache.hadoop.hbase.filter.FamilyFilter;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.filter.FilterList;
import org.apache.hadoop.hbase.filter.QualifierFilter;
import org.apache.hadoop.hbase.filter.ValueFilter;
import org.apache.hadoop.hbase.io.TimeRange;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.verification.CellImage;

/**
 * Changes single cells, each by a call of its own: a WAL entry takes the cluster ids of the first mutation of its batch, so that a repair must not meet other
 * mutations there. The other cluster's id goes with each: replication then takes the edit for one that came from there, and does not send it back ({@code
 * ClusterMarkingEntryFilter}); to third clusters it goes on as any edit does. The region compares and writes under one row lock. Any thread.
 */
public final class RowWriter {

    private final Map<Side, AsyncTable<?>> tables;
    private final Map<Side, UUID> ids;

    public RowWriter(Map<Side, AsyncTable<?>> tables, Map<Side, UUID> ids) {
        this.tables = Map.copyOf(tables);
        this.ids = Map.copyOf(ids);
    }

    CompletableFuture<Boolean> write(Write write) {
        CellChange change = write.change();
        AsyncTable<?> table = table(change.side());
        if (change.isOfMarker()) {
            // No reader can see a marker, so that no condition can be put on it.
            return table.delete(marker(change, change.place())).thenApply(done -> true);
        }
        return table.checkAndMutate(conditional(write)).thenApply(CheckAndMutateResult::isSuccess);
    }

    private AsyncTable<?> table(Side side) {
        AsyncTable<?> table = tables.get(side);
        if (table == null) {
            throw new IllegalStateException("A table for each side side=" + side);
        }
        return table;
    }

    private CheckAndMutate conditional(Write write) {
        CellChange change = write.change();
        CheckAndMutate.Builder when = CheckAndMutate.newBuilder(change.row().bytes());
        CellImage place = change.place();
        if (write.newest().isPresent()) {
            expect(when, place, write.newest().get().cell());
        } else {
            expect(when.timeRange(TimeRange.at(place.timestamp())), place, change.before());
        }
        if (change.after().isEmpty()) {
            return when.build(marker(change, versionMarker(place)));
        }
        Put put = new Put(change.row().bytes());
        put.addColumn(place.family(), place.qualifier(), place.timestamp(), place.value());
        return when.build(marked(put, change));
    }

    private static void expect(CheckAndMutate.Builder when, CellImage place, Optional<CellImage> expected) {
        if (expected.isEmpty()) {
            when.ifNotExists(place.family(), place.qualifier());
        } else if (expected.get().value().length == 0) {
            // HBase takes an empty value to be equal to no cell at all.
            when.ifMatches(exactly(expected.get()));
        } else {
            when.ifEquals(place.family(), place.qualifier(), expected.get().value());
        }
    }

    private static Filter exactly(CellImage cell) {
        return new FilterList(
                new FamilyFilter(CompareOperator.EQUAL, new BinaryComparator(cell.family())),
                new QualifierFilter(CompareOperator.EQUAL, new BinaryComparator(cell.qualifier())),
                new ValueFilter(CompareOperator.EQUAL, new BinaryComparator(cell.value())));
    }

    private static CellImage versionMarker(CellImage put) {
        return new CellImage(put.family(), put.qualifier(), put.timestamp(), Cell.Type.Delete, new byte[0]);
    }

    private Delete marker(CellChange change, CellImage marker) {
        Delete delete = new Delete(change.row().bytes());
        switch (marker.type()) {
            case Delete -> delete.addColumn(marker.family(), marker.qualifier(), marker.timestamp());
            case DeleteColumn -> delete.addColumns(marker.family(), marker.qualifier(), marker.timestamp());
            case DeleteFamily -> delete.addFamily(marker.family(), marker.timestamp());
            case DeleteFamilyVersion -> delete.addFamilyVersion(marker.family(), marker.timestamp());
            case Put -> throw new IllegalArgumentException("Not a marker cell=" + marker);
        }
        return marked(delete, change);
    }

    private <M extends Mutation> M marked(M mutation, CellChange change) {
        UUID other = ids.get(change.side().other());
        if (other == null) {
            throw new IllegalStateException(
                    "An id for each side side=" + change.side().other());
        }
        mutation.setClusterIds(List.of(other));
        return mutation;
    }
}
