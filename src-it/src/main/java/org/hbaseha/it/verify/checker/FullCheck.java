package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.hadoop.hbase.TableName;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.it.cluster.LocalPair;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.Peers;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.sweep.Verification;

/** What {@code hbase-ha replication verify} does, beside the source, from connecting to the last row. One thread. */
final class FullCheck {

    static final Duration CONNECT = Duration.ofSeconds(20);

    /** The defaults of {@code replication verify}. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_ROWS = 10_000;

    private final Sites sites;

    FullCheck(Sites sites) {
        this.sites = sites;
    }

    CheckResult check(TableName table, Duration settle) throws IOException, InterruptedException {
        long before = sites.peer().bytes();
        try (Cluster here = Cluster.open("source", sites.source().configuration(), CONNECT);
                Cluster there = Cluster.open("peer", sites.peer().configuration(), CONNECT)) {
            TablePair pair = TablePair.of(
                    here,
                    table,
                    there,
                    table,
                    Peers.find(here, LocalPair.PEER).getPeerConfig());
            Verification.Settings settings = new Verification.Settings(
                    KeyRange.ALL, settle, PATIENCE.plus(settle), MOST_ROWS, Peers.shipsTo(there, here));
            Verification.Result result = new Verification(here, there, pair, settings, InstantSource.system()).run();
            if (!result.sweep().unswept().isEmpty()) {
                throw new IOException("Not all of the table was compared first="
                        + result.sweep().unswept().get(0));
            }
            return new CheckResult(
                    sites.peer().bytes() - before,
                    FoundRows.of(result.rows()),
                    FoundRows.remarks(result.inFlight()));
        }
    }
}
