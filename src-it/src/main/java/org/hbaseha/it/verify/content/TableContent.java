package org.hbaseha.it.verify.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.hadoop.hbase.Cell;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.RowKey;

/**
 * The rows of the table that is verified: keys of 16 hexadecimal digits, evenly spread over the regions, with two columns of 100 random bytes and timestamps of their
 * own. Behind them are two regions without rows: one for rows that only the peer has, one for those that only the source has. Immutable; the same on every machine.
 *
 * @param rows how many there are
 * @param regions over so many regions
 */
public record TableContent(int rows, int regions) {

    public static final String FAMILY = "f";
    public static final String FIRST = "a";
    public static final String SECOND = "b";
    public static final int VALUE_BYTES = 100;

    /** All rows of the region that is empty at the source begin with this, and sort after every row of the content. */
    static final String EMPTY_AT_SOURCE = "g";

    static final String EMPTY_AT_PEER = "h";

    private static final int MOST_REGIONS = 256;

    /** How keys end, so that a row is never the first key of a region, though both may begin alike. */
    private static final String FIRST_OF_ITS_SHARE = "000000";

    private static final String BEHIND_IT = "000001";

    /** In 2017: long over for whoever waits until replication is past it. */
    private static final long EPOCH = 1_500_000_000_000L;

    /** More than there are rows. */
    private static final long TIME_OF_A_GENERATION = 1_000_000_000L;

    public TableContent {
        if (regions < 1 || regions > MOST_REGIONS || rows < regions) {
            throw new IllegalArgumentException(
                    "A table has 1 to 256 regions with a row each rows=" + rows + " regions=" + regions);
        }
    }

    /** Where the regions begin, but for the first; the last two are the empty ones. */
    public List<RowKey> splits() {
        List<RowKey> splits = new ArrayList<>();
        for (int region = 1; region < regions; region++) {
            splits.add(key(share(region, regions) + FIRST_OF_ITS_SHARE));
        }
        splits.add(key(EMPTY_AT_SOURCE));
        splits.add(key(EMPTY_AT_PEER));
        return List.copyOf(splits);
    }

    /** Row {@code index}, in the order of the indexes; never the first key of a region. */
    public RowKey row(int index) {
        return key(share(2L * index + 1, 2L * rows) + BEHIND_IT);
    }

    /** A key that is no row, just behind row {@code index}. */
    RowKey behind(int index) {
        return key(row(index) + "+");
    }

    /** What the row has after it was written for the {@code generation}th time, from 0. */
    public List<CellImage> cells(int index, int generation) {
        SplittableRandom random = new SplittableRandom(((long) generation << 32) + index);
        long time = timestamp(index, generation);
        return List.of(cell(FIRST, time, random), cell(SECOND, time, random));
    }

    /** The timestamp of all cells of row {@code index} in that generation. */
    public long timestamp(int index, int generation) {
        return EPOCH + generation * TIME_OF_A_GENERATION + index;
    }

    private static CellImage cell(String column, long timestamp, SplittableRandom random) {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        return put(column, timestamp, value);
    }

    static CellImage put(String column, long timestamp, byte[] value) {
        return new CellImage(bytes(FAMILY), bytes(column), timestamp, Cell.Type.Put, value);
    }

    static RowKey key(String text) {
        return new RowKey(bytes(text));
    }

    static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Ten digits that so large a part of all keys lies before. */
    private static String share(long part, long whole) {
        // In two steps, for a share of 40 bits at once would overflow.
        long position = (part << 20) / whole;
        long rest = (part << 20) % whole;
        long fine = (rest << 20) / whole;
        return String.format(Locale.ROOT, "%05x%05x", position, fine);
    }
}
