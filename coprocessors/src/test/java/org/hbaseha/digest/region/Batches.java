package org.hbaseha.digest.region;

import java.util.Arrays;
import org.apache.hadoop.hbase.HConstants.OperationStatusCode;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.regionserver.OperationStatus;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.hbase.wal.WALEdit;

/** Batches as HBase hands them to hooks. */
final class Batches {

    private Batches() {}

    static MiniBatchOperationInProgress<Mutation> puts(String... rows) {
        return of(Arrays.stream(rows).map(row -> new Put(Bytes.toBytes(row))).toArray(Mutation[]::new));
    }

    static MiniBatchOperationInProgress<Mutation> of(Mutation... mutations) {
        OperationStatus[] statuses = new OperationStatus[mutations.length];
        Arrays.fill(statuses, OperationStatus.NOT_RUN);
        return new MiniBatchOperationInProgress<>(
                mutations, statuses, new WALEdit[mutations.length], 0, mutations.length, mutations.length);
    }

    static OperationStatus badFamily() {
        return new OperationStatus(OperationStatusCode.BAD_FAMILY, "no such family");
    }
}
