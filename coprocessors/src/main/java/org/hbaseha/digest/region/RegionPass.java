package org.hbaseha.digest.region;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.regionserver.Region;
import org.apache.hadoop.hbase.regionserver.RegionScanner;
import org.apache.hadoop.hbase.regionserver.Shipper;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DigestAnswer;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.PrefixSumming;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * Reads the rows of a request that lie in one region, once, and sums them up. What clients would see counts: all versions that the family keeps, no
 * delete markers and nothing that they hide. No block is cached for it. Breaks off at the end of a row when the budget is spent. One thread.
 */
final class RegionPass {

    /** Blocks that a scanner has read are given back so often. */
    private static final int ROWS_PER_SHIPMENT = 1_000;

    /** A wide row is read in pieces. */
    private static final int CELLS_PER_PIECE = 1_000;

    private final Region region;
    private final DigestRequest request;
    private final MonotonicClock clock;
    private final PrefixSumming sums;
    private final Map<String, Long> livesMillis = new HashMap<>();
    private byte[] row = HConstants.EMPTY_BYTE_ARRAY;
    private long rows;
    private long bytes;

    RegionPass(Region region, DigestRequest request, MonotonicClock clock) {
        this.region = region;
        this.request = request;
        this.clock = clock;
        this.sums = new PrefixSumming(request.parts());
        if (request.aliveAt().isPresent()) {
            for (ColumnFamilyDescriptor family : region.getTableDescriptor().getColumnFamilies()) {
                if (family.getTimeToLive() != HConstants.FOREVER) {
                    livesMillis.put(family.getNameAsString(), family.getTimeToLive() * 1000L);
                }
            }
        }
    }

    /** {@code own}: what of the asked range lies in the region. */
    DigestAnswer read(KeyRange own) throws IOException {
        MonotonicInstant end = clock.now().plus(request.time());
        try (RegionScanner scanner = region.getScanner(scan(own))) {
            Optional<byte[]> next;
            // HBase closes scanners from another thread when it moves a region.
            synchronized (scanner) {
                next = read(scanner, end);
            }
            boolean goesOn = !Arrays.equals(own.end(), request.range().end());
            return new DigestAnswer(
                    sums.sums(), next.or(() -> goesOn ? Optional.of(own.end()) : Optional.empty()), rows, bytes);
        }
    }

    private Scan scan(KeyRange own) throws IOException {
        Scan scan = new Scan()
                .withStartRow(own.start())
                .withStopRow(own.end())
                .setTimeRange(0, request.upTo())
                .readAllVersions()
                .setBatch(CELLS_PER_PIECE)
                .setCacheBlocks(false)
                .setReadType(request.reading() == Reading.AS_STREAM ? Scan.ReadType.STREAM : Scan.ReadType.PREAD);
        request.families().forEach(scan::addFamily);
        return scan;
    }

    /** Returns the first row that was not read; empty at the end. */
    private Optional<byte[]> read(RegionScanner scanner, MonotonicInstant end) throws IOException {
        List<Cell> piece = new ArrayList<>();
        boolean more = true;
        while (more) {
            piece.clear();
            more = scanner.nextRaw(piece);
            if (!piece.isEmpty() && isNewRow(piece.get(0))) {
                row = CellUtil.cloneRow(piece.get(0));
                if (rows > 0 && isSpent(end)) {
                    return Optional.of(row);
                }
                rows++;
                if (rows % ROWS_PER_SHIPMENT == 0 && scanner instanceof Shipper shipper) {
                    shipper.shipped();
                }
            }
            piece.forEach(this::add);
        }
        return Optional.empty();
    }

    private boolean isNewRow(Cell cell) {
        return rows == 0 || !CellUtil.matchingRows(cell, row);
    }

    private boolean isSpent(MonotonicInstant end) {
        return bytes >= request.bytes() || !clock.now().isBefore(end);
    }

    private void add(Cell cell) {
        bytes += cell.getSerializedSize();
        if (livesMillis.isEmpty() || livesOn(cell, request.aliveAt())) {
            sums.add(cell);
        }
    }

    private boolean livesOn(Cell cell, OptionalLong aliveAt) {
        String family = Bytes.toString(CellUtil.cloneFamily(cell));
        long life = livesMillis.getOrDefault(family, Long.MAX_VALUE);
        return life == Long.MAX_VALUE || cell.getTimestamp() + life > aliveAt.orElse(0);
    }
}
