package org.hbaseha.monitor.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyRange;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.continuous.ComparisonReport;
import org.hbaseha.monitor.continuous.SweepSchedule;
import org.hbaseha.monitor.continuous.TableBook;
import org.junit.Test;

/** The book of a table of ten thousand regions, written all over, has its place in a monitor of 512 MiB, many times. */
public final class TableOfManyRegionsTest {

    private static final int REGIONS = 10_000;
    private static final int WRITTEN_PARTS = 8;
    private static final long MEBIBYTE = 1 << 20;

    @Test
    public void aBookOfTenThousandRegionsIsSmall() throws IOException {
        Instant now = Instant.ofEpochSecond(1_000_000);
        long before = heap();

        TableBook book = new TableBook(TableBook.Contents.NONE, now);
        List<KeyRange> regions = new ArrayList<>();
        List<DirtyAnswer> quiet = new ArrayList<>();
        List<DirtyAnswer> answers = new ArrayList<>();
        for (int i = 0; i < REGIONS; i++) {
            KeyRange region =
                    new KeyRange(i == 0 ? new byte[0] : key(i, 0), i == REGIONS - 1 ? new byte[0] : key(i + 1, 0));
            regions.add(region);
            List<DirtyRange> written = new ArrayList<>();
            for (int part = 0; part < WRITTEN_PARTS; part++) {
                written.add(new DirtyRange(new KeyRange(key(i, 10 * part + 1), key(i, 10 * part + 2)), now, true));
            }
            quiet.add(new DirtyAnswer(region, new DirtyMark(i, now), now, List.of(), 0, 0));
            answers.add(new DirtyAnswer(region, new DirtyMark(i, now), now, written, 0, 0));
        }
        book.notice(quiet, quiet, false, now);
        book.notice(answers, answers, false, now);
        List<KeyRange> written = book.written();
        book.compared(new ComparisonReport(written, now.plusSeconds(1), List.of(), List.of(), Map.of()));
        byte[] kept = BookForm.write(book.contents());
        answers.clear();
        long used = heap() - before;

        assertThat(written).hasSize(REGIONS * WRITTEN_PARTS);
        assertThat(used).as("bytes on the heap").isLessThan(128 * MEBIBYTE);
        assertThat(BookForm.read(kept).compared()).hasSize(REGIONS * WRITTEN_PARTS);
        book.coarsen(regions);
        assertThat(new SweepSchedule(Duration.ofDays(1)).next(book, regions, now.plusSeconds(2)))
                .isPresent();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static byte[] key(int region, int part) {
        return ByteBuffer.allocate(20).putInt(region).putInt(part).array();
    }
}
