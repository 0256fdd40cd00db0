package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.sweep.Verification;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is compared, and how patiently: the same for whatever begins with a verification. */
final class ComparisonOptions {

    /** Long enough for one look after another, with waits between. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(paramLabel = "TABLE", description = "The table, with its namespace where it has one: ns:table.")
    private String table = "";

    @Option(names = "--peer", required = true, paramLabel = "ID", description = "The replication peer's id.")
    private String peer = "";

    @Option(names = "--peer-table", paramLabel = "TABLE", description = "Its name on the peer (the same).")
    private @Nullable String peerTable;

    @Option(names = "--from", paramLabel = "ROW", description = "First row, as HBase's shell writes keys (the first).")
    private String from = "";

    @Option(names = "--to", paramLabel = "ROW", description = "Row before which to stop (the end).")
    private String to = "";

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = SpanConverter.class,
            description =
                    "Edits that are older are taken to have been applied on the peer (${DEFAULT-VALUE}); give more where it is further behind.")
    private Duration settle = Duration.ZERO;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description =
                    "Follow rows that change for so long until it is sure whether they differ (--settle, and 30 s).")
    private @Nullable Duration patience;

    @Option(
            names = "--most-rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "End when so many rows differ (${DEFAULT-VALUE}).")
    private int mostRows = 1;

    OpenPair open() throws IOException, InterruptedException {
        return OpenPair.open(table, peerTable == null ? table : peerTable, peer);
    }

    Duration settle() {
        return settle;
    }

    /** How long rows are followed. */
    Duration patience() {
        return patience == null ? PATIENCE.plus(settle) : patience;
    }

    Verification.Settings settings(boolean activeActive) {
        return new Verification.Settings(scope(), settle, patience(), mostRows, activeActive);
    }

    private KeyRange scope() {
        try {
            return new KeyRange(Bytes.toBytesBinary(from), Bytes.toBytesBinary(to));
        } catch (IllegalArgumentException e) {
            throw new Trouble(ExitCode.USAGE, "No row lies in that range", "--from comes before --to", e);
        }
    }
}
