package org.hbaseha.monitor.lag.rim;

import java.nio.charset.StandardCharsets;

/**
 * What the znode of a file in a replication queue holds: {@code ReplicationHLogPosition{1: position}}, behind {@code PBUF} and perhaps the id of the process that
 * wrote it. Read by hand rather than by HBase's internal classes. Pure.
 */
final class WalPosition {

    private static final String MAGIC = "PBUF";
    private static final int POSITION = 1 << 3;
    private static final int MORE = 0x80;

    private WalPosition() {}

    /** Zero where nothing was shipped of the file yet, and for what cannot be read: that proves nothing. */
    static long read(byte[] data) {
        int magic = new String(data, StandardCharsets.ISO_8859_1).indexOf(MAGIC);
        int at = magic + MAGIC.length();
        if (magic < 0 || at >= data.length || data[at] != POSITION) {
            return 0;
        }
        long position = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            at++;
            if (at >= data.length) {
                return 0;
            }
            position |= (data[at] & 0x7FL) << shift;
            if ((data[at] & MORE) == 0) {
                return Math.max(0, position);
            }
        }
        return 0;
    }
}
