package org.hbaseha.it.scenario;

import static org.hbaseha.it.scenario.Stage.awaiting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.RegionLocator;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;

/** A table beside the stage's own, all on one server, with which HBase is busy when that server dies. One thread. */
final class SideTable implements AutoCloseable {

    private static final int ROWS = 200;
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] MIDDLE = key(ROWS / 2);
    private static final byte[] QUARTER = key(ROWS / 4);

    private final Connection connection;
    private final Admin admin;
    private final TableName name;

    private SideTable(Connection connection, TableName name) throws IOException {
        this.connection = connection;
        this.admin = connection.getAdmin();
        this.name = name;
    }

    /** Two regions with rows, which are nowhere but in the log and in the memory of that server. */
    static SideTable on(ServerName server, Connection connection) throws IOException {
        SideTable table = new SideTable(connection, TableName.valueOf("side-" + System.nanoTime()));
        table.admin.createTable(
                TableDescriptorBuilder.newBuilder(table.name)
                        .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY))
                        .build(),
                new byte[][] {MIDDLE});
        for (RegionInfo region : table.admin.getRegions(table.name)) {
            table.admin.move(region.getEncodedNameAsBytes(), server);
        }
        awaiting("the side table is there")
                .until(() -> table.locations().stream().allMatch(location -> server.equals(location.getServerName())));
        try (Table rows = connection.getTable(table.name)) {
            List<Put> puts = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                puts.add(new Put(key(i)).addColumn(FAMILY, FAMILY, key(i)));
            }
            rows.put(puts);
        }
        return table;
    }

    /** Begins to split the first region. */
    Future<Void> split() throws IOException {
        return admin.splitRegionAsync(locations().get(0).getRegion().getRegionName(), QUARTER);
    }

    /** Begins to merge both. */
    Future<Void> merge() throws IOException {
        byte[][] regions = locations().stream()
                .map(location -> location.getRegion().getEncodedNameAsBytes())
                .toArray(byte[][]::new);
        return admin.mergeRegionsAsync(regions, false);
    }

    /** Begins to disable the table. */
    Future<Void> disable() throws IOException {
        return admin.disableTableAsync(name);
    }

    void enable() throws IOException {
        admin.enableTable(name);
    }

    /** Waits until regions follow each other from the first key to the last, and every row is in one of them. */
    void awaitWhole() {
        awaiting("the side table is whole").until(() -> isChain() && rows() == ROWS);
    }

    private boolean isChain() throws IOException {
        byte[] end = new byte[0];
        List<HRegionLocation> locations = locations();
        for (HRegionLocation location : locations) {
            if (!Bytes.equals(location.getRegion().getStartKey(), end)) {
                return false;
            }
            end = location.getRegion().getEndKey();
        }
        return !locations.isEmpty() && end.length == 0;
    }

    private int rows() throws IOException {
        int count = 0;
        try (Table rows = connection.getTable(name);
                ResultScanner scanner = rows.getScanner(new Scan())) {
            for (Result row = scanner.next(); row != null; row = scanner.next()) {
                count++;
            }
        }
        return count;
    }

    private List<HRegionLocation> locations() throws IOException {
        try (RegionLocator locator = connection.getRegionLocator(name)) {
            locator.clearRegionLocationCache();
            return locator.getAllRegionLocations();
        }
    }

    private static byte[] key(int number) {
        return Bytes.toBytes(String.format(Locale.ROOT, "%06d", number));
    }

    /** Drops it. */
    @Override
    public void close() throws IOException {
        if (!admin.isTableDisabled(name)) {
            admin.disableTable(name);
        }
        admin.deleteTable(name);
        admin.close();
    }
}
