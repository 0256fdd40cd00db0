package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.replication.ReplicationPeerDescription;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.Peers;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.reporting.FindingLine;
import org.hbaseha.monitor.reporting.TableReport;
import org.hbaseha.monitor.reporting.TextReport;
import org.hbaseha.monitor.reporting.ValueDisplay;
import org.hbaseha.monitor.sweep.Comparison;
import org.hbaseha.monitor.sweep.Verification;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hbase-ha replication verify}: compares a table with a peer's, now. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a table on this cluster with the same table on a replication peer. The regions of both hash their own"
                    + " cells; only rows whose hashes differ are fetched, and looked at until it is sure that they differ.",
            "Needs the digest endpoint on all region servers of both clusters. Changes nothing."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    /** Long enough for one look after another, with waits between. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    private @Nullable CommandSpec spec;

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

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many rows (${DEFAULT-VALUE}).")
    private int shown;

    @Option(names = "--redact", description = "Show no values, only their length and a short hash.")
    private boolean redact;

    @Option(names = "--json", description = "A JSON line for each finding, and one for the whole, on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = configuration();
        try (Cluster here = connect("this cluster", configuration)) {
            ReplicationPeerDescription description = Peers.find(here, peer);
            Configuration other = Peers.configuration(configuration, description.getPeerConfig());
            try (Cluster there = connect("peer " + peer, other);
                    Applied applied =
                            settle == null ? Applied.measured(here, there, peer) : Applied.assumed(settle, "")) {
                return verify(here, there, description, applied);
            }
        }
    }

    private static Cluster connect(String name, Configuration configuration) throws InterruptedException {
        try {
            return Cluster.open(name, configuration, CONNECT);
        } catch (IOException e) {
            throw new Trouble(
                    ExitCode.INIT,
                    String.valueOf(e.getMessage()),
                    "see whether it runs, and whether hbase-site.xml (HBASE_CONF_DIR) or the peer's cluster key names its ZooKeeper",
                    e);
        }
    }

    private static Configuration configuration() {
        Configuration configuration = HBaseConfiguration.create();
        configuration.addResource(HaKeys.SITE_FILE);
        Settings settings = Settings.of(configuration, configuration::get);
        HaKeys.all().forEach(settings::find);
        return configuration;
    }

    private int verify(Cluster here, Cluster there, ReplicationPeerDescription description, Applied applied)
            throws IOException, InterruptedException {
        TableName ours = tableName(table);
        TablePair pair = TablePair.of(
                here, ours, there, peerTable == null ? ours : tableName(peerTable), description.getPeerConfig());
        Verification verification = new Verification(
                here,
                there,
                pair,
                new Verification.Settings(
                        scope(),
                        patience == null ? PATIENCE.plus(applied.behind()) : patience,
                        mostRows,
                        Peers.shippingTo(there, here).isPresent()),
                applied::before,
                InstantSource.system());
        ProgressLine progress = ProgressLine.show(verification.progress(), err(), isTerminal());
        Comparison.Result result;
        try {
            result = verification.run();
        } finally {
            progress.close();
        }
        print(pair, description, verification, applied, result);
        return exitCode(result).number();
    }

    /** The script knows whether standard output is one. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("hbase.ha.color");
    }

    private static TableName tableName(String text) {
        try {
            return TableName.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    ExitCode.USAGE, "Not the name of a table name=" + text, String.valueOf(e.getMessage()), e);
        }
    }

    private KeyRange scope() {
        try {
            return new KeyRange(Bytes.toBytesBinary(from), Bytes.toBytesBinary(to));
        } catch (IllegalArgumentException e) {
            throw new Trouble(ExitCode.USAGE, "No row lies in that range", "--from comes before --to", e);
        }
    }

    private static ExitCode exitCode(Comparison.Result result) {
        if (!result.rows().isEmpty() || !result.sweep().complete()) {
            return ExitCode.UNHEALTHY;
        }
        if (!result.sweep().unswept().isEmpty()) {
            return ExitCode.ERROR;
        }
        return result.isProved() ? ExitCode.OK : ExitCode.TIMEOUT;
    }

    private void print(
            TablePair pair,
            ReplicationPeerDescription description,
            Verification verification,
            Applied applied,
            Comparison.Result result) {
        ValueDisplay values = new ValueDisplay(ValueDisplay.DEFAULT.mostBytes(), redact);
        TableReport report = new TableReport(
                pair.here().getNameAsString(),
                peer,
                scopeSentence(verification, applied),
                result.rows(),
                result.inFlight(),
                result.notFollowed(),
                notCompared(pair, description, result));
        PrintWriter out = out();
        if (json) {
            FindingLine line = new FindingLine(report.table(), peer, values);
            result.rows().forEach(row -> line.of(row).forEach(out::println));
            out.println(new VerifySummary(report, verification.progress(), result, exitCode(result)).toJson());
        } else {
            out.print(new TextReport(values, shown).of(List.of(report)));
            pair.drift().forEach(sentence -> out.println("Declared differently: " + sentence + "."));
            out.println(result.isProved() ? "Both hold the same." : "");
        }
        out.flush();
    }

    private String scopeSentence(Verification verification, Applied applied) {
        String rows = from.isEmpty() && to.isEmpty() ? "all rows" : "rows of " + scope();
        return rows + ", "
                + String.format(Locale.ROOT, "%,d", verification.progress().rows())
                + " read on both sides together; " + applied.sentence();
    }

    private static List<String> notCompared(
            TablePair pair, ReplicationPeerDescription description, Comparison.Result result) {
        List<String> sentences = new ArrayList<>();
        pair.leftOut().forEach((family, why) -> sentences.add("Family " + family + " is not compared: " + why + "."));
        result.sweep()
                .unswept()
                .forEach(range -> sentences.add("Rows of " + range.range() + " were not compared: " + range.reason()));
        if (!result.sweep().complete()) {
            sentences.add("There are more rows that differ than were wanted: see --most-rows.");
        }
        if (!description.isEnabled()) {
            sentences.add("The peer is disabled: what is written now does not reach it.");
        }
        return sentences;
    }

    private PrintWriter out() {
        return requireSpec().commandLine().getOut();
    }

    private PrintWriter err() {
        return requireSpec().commandLine().getErr();
    }

    private CommandSpec requireSpec() {
        if (spec == null) {
            throw new IllegalStateException("Picocli gives each command its own description");
        }
        return spec;
    }
}
