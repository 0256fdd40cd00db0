package org.hbaseha.it.workload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table a {@link RegionWorkload} runs on: how it is made, filled, and read when all is over. One thread, on a connection it is given. */
public final class WorkloadTable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkloadTable.class);

    static final byte[] FAMILY = Bytes.toBytes("f");
    static final byte[] NUMBER = Bytes.toBytes("n");
    private static final byte[] PAYLOAD = Bytes.toBytes("p");

    private final Connection connection;
    private final TableName name;
    private final int regions;

    public WorkloadTable(Connection connection, TableName name, int regions) {
        if (regions < 1 || regions > RegionRow.MOST_REGIONS) {
            throw new IllegalArgumentException(
                    "A table has 1 to " + RegionRow.MOST_REGIONS + " regions: regions=" + regions);
        }
        this.connection = connection;
        this.name = name;
        this.regions = regions;
    }

    public TableName name() {
        return name;
    }

    public int regions() {
        return regions;
    }

    /** Creates it, split as {@link RegionRow} says, with a family that keeps every version. */
    public void create() throws IOException {
        byte[][] splits = new byte[regions - 1][];
        for (int region = 1; region < regions; region++) {
            splits[region - 1] = RegionRow.startKey(region);
        }
        try (Admin admin = connection.getAdmin()) {
            admin.createTable(
                    TableDescriptorBuilder.newBuilder(name)
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.newBuilder(FAMILY)
                                    .setMaxVersions(Integer.MAX_VALUE)
                                    .build())
                            .build(),
                    splits);
        }
    }

    /** Writes rows of random bytes, as many to each region; they lie in the logs and in memory of the servers afterwards. */
    public void load(int rowsOfRegion, int bytesOfRow) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        byte[] payload = new byte[bytesOfRow];
        try (BufferedMutator mutator = connection.getBufferedMutator(name)) {
            for (int number = 0; number < rowsOfRegion; number++) {
                for (int region = 0; region < regions; region++) {
                    random.nextBytes(payload);
                    mutator.mutate(
                            new Put(RegionRow.loadRow(region, number)).addColumn(FAMILY, PAYLOAD, payload.clone()));
                }
            }
        }
    }

    /** Reads all versions of one workload's rows. A region that cannot be read is absent from the result. */
    public FinalContents contents(String client) throws IOException {
        Map<Integer, Set<Long>> numbers = new HashMap<>();
        try (Table table = connection.getTable(name)) {
            for (int region = 0; region < regions; region++) {
                try {
                    numbers.put(region, numbers(table, RegionRow.clientRow(region, client)));
                } catch (IOException e) {
                    LOG.error("A region cannot be read region={}", region, e);
                }
            }
        }
        return new FinalContents(numbers);
    }

    private static Set<Long> numbers(Table table, byte[] row) throws IOException {
        Get get = new Get(row).addColumn(FAMILY, NUMBER).readAllVersions();
        List<Cell> cells = new ArrayList<>(table.get(get).getColumnCells(FAMILY, NUMBER));
        Set<Long> numbers = new HashSet<>();
        for (Cell cell : cells) {
            long number = Bytes.toLong(CellUtil.cloneValue(cell));
            if (number != cell.getTimestamp()) {
                throw new IOException("A cell holds a number that is not its own number=" + number + " timestamp="
                        + cell.getTimestamp());
            }
            numbers.add(number);
        }
        return numbers;
    }
}
