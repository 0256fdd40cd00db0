package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
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
            converter = SpanConverter.class,
            description =
                    "Take edits that are older to have been applied on the peer. When not given that is measured by replication's heartbeats, and"
                            + " 10 s are taken where the source writes none.")
    private @Nullable Duration settle;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description =
                    "Follow rows that change for so long until it is sure whether they differ (how far the peer is behind, and 30 s).")
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

    /** Up to when edits have been applied, as it was said or as it is measured. */
    Applied applied(OpenPair pair) throws IOException, InterruptedException {
        return applied(pair, settle);
    }

    static Applied applied(OpenPair pair, @Nullable Duration settle) throws IOException, InterruptedException {
        return settle == null
                ? Applied.measured(pair.here(), pair.there(), pair.peer().getPeerId())
                : Applied.assumed(settle, "");
    }

    /** How long rows are followed. */
    Duration patience(Applied applied) {
        return patience == null ? patienceWith(applied) : patience;
    }

    static Duration patienceWith(Applied applied) {
        return PATIENCE.plus(applied.behind());
    }

    /** Verifies, and shows how far it is on {@code err}. */
    Verified verify(OpenPair pair, Applied applied, PrintWriter err) throws IOException, InterruptedException {
        Verification verification = new Verification(
                pair.here(),
                pair.there(),
                pair.table(),
                new Verification.Settings(scope(), patience(applied), mostRows, pair.activeActive()),
                applied::before,
                InstantSource.system());
        ProgressLine progress = ProgressLine.show(verification.progress(), err, isTerminal());
        try {
            return new Verified(verification.run(), verification.progress());
        } finally {
            progress.close();
        }
    }

    /** The script knows whether standard output is one. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("hbase.ha.color");
    }

    /** What is compared, in words. */
    String rows() {
        return from.isEmpty() && to.isEmpty() ? "all rows" : "rows of " + scope();
    }

    private KeyRange scope() {
        try {
            return new KeyRange(Bytes.toBytesBinary(from), Bytes.toBytesBinary(to));
        } catch (IllegalArgumentException e) {
            throw new Trouble(ExitCode.USAGE, "No row lies in that range", "--from comes before --to", e);
        }
    }
}
