package org.hbaseha.it.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.hbaseha.it.verify.content.Injection;
import org.hbaseha.it.verify.content.InjectionKind;
import org.hbaseha.it.verify.content.Side;
import org.hbaseha.monitor.verification.CellImage;

/** Puts differences into the table behind replication's back: what is not logged is not shipped. One thread. */
final class Damage {

    private final VerifyPair pair;

    Damage(VerifyPair pair) {
        this.pair = pair;
    }

    /** Returns when all are in, and nothing is left of what was to leave no trace. */
    void inflict(List<Injection> injections) throws IOException, InterruptedException {
        List<Injection> traceless = injections.stream()
                .filter(injection -> injection.kind().compacted())
                .toList();
        write(traceless);
        TableFiles.compact(pair.connection(Side.PEER));
        write(injections.stream()
                .filter(injection -> !injection.kind().compacted())
                .toList());
    }

    private void write(List<Injection> injections) throws IOException {
        for (Side side : Side.values()) {
            List<Mutation> mutations = new ArrayList<>();
            for (Injection injection : injections) {
                if (injection.kind().side() == side) {
                    mutations.addAll(mutations(injection));
                }
            }
            write(pair.connection(side), mutations);
        }
    }

    private static void write(Connection side, List<Mutation> mutations) throws IOException {
        if (mutations.isEmpty()) {
            return;
        }
        try (Table table = side.getTable(VerifyPair.TABLE)) {
            table.batch(mutations, new Object[mutations.size()]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while differences were written", e);
        }
    }

    private List<Mutation> mutations(Injection injection) throws IOException {
        List<CellImage> row = injection.added().isEmpty() ? read(injection) : injection.added();
        List<Mutation> mutations = new ArrayList<>();
        for (CellImage edit : injection.kind().edits(row)) {
            mutations.add(mutation(injection.row().bytes(), edit).setDurability(Durability.SKIP_WAL));
        }
        return mutations;
    }

    /** What the row holds is what it has been changed to meanwhile. */
    private List<CellImage> read(Injection injection) throws IOException {
        try (Table table = pair.connection(Side.SOURCE).getTable(VerifyPair.TABLE)) {
            Result row = table.get(new Get(injection.row().bytes()));
            if (row.size() != InjectionKind.COLUMNS) {
                throw new IllegalStateException("Row is not as it was written row=" + injection.row() + " is=" + row);
            }
            return row.listCells().stream().map(CellImage::of).toList();
        }
    }

    private static Mutation mutation(byte[] row, CellImage edit) {
        if (edit.type() == Cell.Type.Put) {
            return new Put(row).addColumn(edit.family(), edit.qualifier(), edit.timestamp(), edit.value());
        }
        Delete delete = new Delete(row);
        return switch (edit.type()) {
            case Delete -> delete.addColumn(edit.family(), edit.qualifier(), edit.timestamp());
            case DeleteColumn -> delete.addColumns(edit.family(), edit.qualifier(), edit.timestamp());
            case DeleteFamily -> delete.addFamily(edit.family(), edit.timestamp());
            case DeleteFamilyVersion -> delete.addFamilyVersion(edit.family(), edit.timestamp());
            case Put -> throw new IllegalStateException("A put is no marker edit=" + edit);
        };
    }
}
