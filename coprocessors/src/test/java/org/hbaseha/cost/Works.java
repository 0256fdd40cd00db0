package org.hbaseha.cost;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/** What is done to a table of {@link #ROWS} small rows while its handlers' time is taken. */
public enum Works {
    GET("get") {
        @Override
        int on(Table table) throws Exception {
            for (int i = 0; i < ROWS; i++) {
                table.get(new Get(Bytes.toBytes(i)));
            }
            return ROWS;
        }
    },
    PUT("put") {
        @Override
        int on(Table table) throws Exception {
            for (int i = 0; i < ROWS / 2; i++) {
                table.put(put(i));
            }
            return ROWS / 2;
        }
    },
    BATCH("batch-200") {
        @Override
        int on(Table table) throws Exception {
            for (int from = 0; from < ROWS; from += BATCH_SIZE) {
                table.put(puts(from));
            }
            return ROWS / BATCH_SIZE;
        }
    },
    SCAN("scan-row") {
        @Override
        int on(Table table) throws Exception {
            int rows = 0;
            for (int i = 0; i < 10; i++) {
                try (ResultScanner scanner = table.getScanner(new Scan().setCaching(100))) {
                    while (scanner.next() != null) {
                        rows++;
                    }
                }
            }
            return rows;
        }
    };

    static final byte[] FAMILY = Bytes.toBytes("f");
    static final int ROWS = 2_000;

    private static final int BATCH_SIZE = 200;
    private static final byte[] VALUE = new byte[100];

    private final String scenario;

    Works(String scenario) {
        this.scenario = scenario;
    }

    String scenario() {
        return scenario;
    }

    /** Returns how often what is measured was done. */
    abstract int on(Table table) throws Exception;

    private static Put put(int i) {
        return new Put(Bytes.toBytes(i % ROWS)).addColumn(FAMILY, FAMILY, VALUE);
    }

    private static List<Put> puts(int from) {
        List<Put> puts = new ArrayList<>(BATCH_SIZE);
        for (int i = from; i < from + BATCH_SIZE; i++) {
            puts.add(put(i));
        }
        return puts;
    }
}
