package org.hbaseha.monitor.continuous;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.view.TableView.StripView;

/** The key space of a table in a few parts, as a page shows it: when each was last compared, and whether it differs. Pure. */
final class Strips {

    /** A page is not wider; a hundred thousand regions are shown as well as ten. */
    private static final int MOST = 240;

    private Strips() {}

    /** {@code regions} in order. Each part has as many of them as the others. */
    static List<StripView> of(TableBook book, List<KeyRange> regions) {
        int each = Math.max(1, (regions.size() + MOST - 1) / MOST);
        List<StripView> strips = new ArrayList<>();
        for (int from = 0; from < regions.size(); from += each) {
            byte[] start = regions.get(from).start();
            byte[] end = regions.get(Math.min(regions.size(), from + each) - 1).end();
            KeyRange range = new KeyRange(start, end);
            Optional<Instant> oldest = book.oldest(range);
            strips.add(new StripView(
                    Bytes.toStringBinary(start),
                    Bytes.toStringBinary(end),
                    oldest.orElse(null),
                    book.differsIn(range)));
        }
        return strips;
    }
}
