package org.hbaseha.it.workload;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Keys of a workload's table. Region {@code i} begins at {@code 000i}; a workload's row in it is {@code 000i-CLIENT}, one column whose
 * cells carry the number of the write as timestamp and as value. So the newest number wins in whatever order the server carries writes out, a
 * get reads the newest, and a scan of all versions finds every single write that took effect.
 */
public final class RegionRow {

    /** More would need wider keys. */
    public static final int MOST_REGIONS = 10_000;

    private RegionRow() {}

    /** The first key of a region; empty for region 0, which begins the table. */
    public static byte[] startKey(int region) {
        return region == 0 ? new byte[0] : bytes(prefix(region));
    }

    /** The row which a workload writes and reads in a region. */
    public static byte[] clientRow(int region, String client) {
        return bytes(prefix(region) + "-" + client);
    }

    /** A row to fill a region with. */
    public static byte[] loadRow(int region, int number) {
        return bytes(prefix(region) + String.format(Locale.ROOT, "-load-%08d", number));
    }

    private static String prefix(int region) {
        if (region < 0 || region >= MOST_REGIONS) {
            throw new IllegalArgumentException("No such region region=" + region);
        }
        return String.format(Locale.ROOT, "%04d", region);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
