package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hbaseha.monitor.reporting.FindingLine;
import org.hbaseha.monitor.reporting.TableReport;
import org.hbaseha.monitor.reporting.TextReport;
import org.hbaseha.monitor.reporting.ValueDisplay;
import org.hbaseha.monitor.sweep.Comparison;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

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
        Output output = Output.of(ReplicationMain.lineOf(spec));
        try (OpenPair pair = comparison.open();
                Applied applied = comparison.applied(pair)) {
            Verified verified = comparison.verify(pair, applied, output.err());
            print(pair, applied, verified, output.out());
            return verified.exitCode().number();
        }
    }

    private void print(OpenPair pair, Applied applied, Verified verified, PrintWriter out) {
        Comparison.Result result = verified.result();
        String peer = pair.peer().getPeerId();
        ValueDisplay values = new ValueDisplay(ValueDisplay.DEFAULT.mostBytes(), redact);
        TableReport report = new TableReport(
                pair.table().here().getNameAsString(),
                peer,
                scope(applied, verified),
                result.rows(),
                result.inFlight(),
                result.notFollowed(),
                notCompared(pair, result));
        if (json) {
            FindingLine line = new FindingLine(report.table(), peer, values);
            result.rows().forEach(row -> line.of(row).forEach(out::println));
            out.println(new VerifySummary(report, verified.progress(), result, verified.exitCode()).toJson());
        } else {
            out.print(new TextReport(values, shown).of(List.of(report)));
            pair.table().drift().forEach(sentence -> out.println("Declared differently: " + sentence + "."));
            out.println(result.isProved() ? "Both hold the same." : "");
        }
        out.flush();
    }

    private String scope(Applied applied, Verified verified) {
        return comparison.rows() + ", "
                + String.format(Locale.ROOT, "%,d", verified.progress().rows()) + " read on both sides together; "
                + applied.sentence();
    }

    private static List<String> notCompared(OpenPair pair, Comparison.Result result) {
        List<String> sentences = new ArrayList<>();
        pair.table()
                .leftOut()
                .forEach((family, why) -> sentences.add("Family " + family + " is not compared: " + why + "."));
        result.sweep()
                .unswept()
                .forEach(range -> sentences.add("Rows of " + range.range() + " were not compared: " + range.reason()));
        if (!result.sweep().complete()) {
            sentences.add("There are more rows that differ than were wanted: see --most-rows.");
        }
        if (!pair.peer().isEnabled()) {
            sentences.add("The peer is disabled: what is written now does not reach it.");
        }
        return sentences;
    }
}
