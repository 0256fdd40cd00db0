package org.hbaseha.monitor.sweep;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How far a sweep is, for whoever shows it. Any thread. */
public final class SweepProgress {

    private final AtomicInteger ranges = new AtomicInteger();
    private final AtomicInteger swept = new AtomicInteger();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void planned(int count) {
        ranges.addAndGet(count);
    }

    void sweptOne() {
        swept.incrementAndGet();
    }

    /** One side has read so much; both are counted. */
    public void read(long moreRows, long moreBytes) {
        rows.addAndGet(moreRows);
        bytes.addAndGet(moreBytes);
    }

    public int ranges() {
        return ranges.get();
    }

    /** So many ranges are done with, well or not. */
    public int swept() {
        return swept.get();
    }

    /** Rows that were read on both sides together. */
    public long rows() {
        return rows.get();
    }

    /** Bytes of cells that were read on both sides together. */
    public long bytes() {
        return bytes.get();
    }
}
