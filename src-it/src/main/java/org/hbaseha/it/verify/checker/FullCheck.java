package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.hadoop.hbase.TableName;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.sweep.Comparison;
import org.hbaseha.monitor.sweep.Verification;

/** What {@code hbase-ha replication verify} does, beside the source. One thread. */
final class FullCheck {

    /** The defaults of {@code replication verify}. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_ROWS = 10_000;

    private final Sites sites;

    FullCheck(Sites sites) {
        this.sites = sites;
    }

    /** From connecting to the last row. */
    CheckResult connectAndCheck(TableName table, Duration settle) throws IOException, InterruptedException {
        long before = sites.peer().bytes();
        try (OpenPair pair = OpenPair.open(sites, table)) {
            return check(pair, settle, before);
        }
    }

    /** With connections that are open, as those of a monitor are. */
    CheckResult check(OpenPair pair, Duration settle) throws IOException, InterruptedException {
        return check(pair, settle, sites.peer().bytes());
    }

    private CheckResult check(OpenPair pair, Duration settle, long bytesBefore)
            throws IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        Comparison.Result result = new Verification(
                        pair.here(),
                        pair.there(),
                        pair.table(),
                        new Verification.Settings(KeyRange.ALL, PATIENCE.plus(settle), MOST_ROWS, pair.activeActive()),
                        () -> Optional.of(clock.instant().minus(settle)),
                        clock)
                .run();
        if (!result.sweep().unswept().isEmpty()) {
            throw new IOException("Not all of the table was compared first="
                    + result.sweep().unswept().get(0));
        }
        return new CheckResult(
                sites.peer().bytes() - bytesBefore, FoundRows.of(result.rows()), FoundRows.remarks(result.inFlight()));
    }
}
