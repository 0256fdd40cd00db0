package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.repair.RepairPlanner;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.journal.JournalEntry.RowChoice;
import org.hbaseha.monitor.repair.rim.PairAccess;
import org.hbaseha.monitor.repair.rim.RepairFolder;
import org.hbaseha.monitor.sweep.Comparison;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hbase-ha replication repair run}: verifies a table, plans, and with {@code --yes} mends what is sure to differ. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies a table, shows what would mend the rows that surely differ, and with --yes does it: puts with the original"
                    + " timestamps, deletes of exactly one version, and a major compaction of a row's region where a delete marker"
                    + " hides what is to be put. The edits are not sent back by replication.",
            "Each changed cell is journaled first, old and new; repair undo takes them back. The rows are verified again at the end."
        })
final class RepairRunCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Mixin
    private RepairOptions options = new RepairOptions();

    @Option(
            names = "--authority",
            paramLabel = "SIDE",
            converter = SideConverter.class,
            description =
                    "The side that is right: source or peer. The source where replication goes one way; must be said where clients write to both.")
    private @Nullable Side authority;

    @Option(
            names = "--conflicts",
            paramLabel = "SIDE",
            converter = SideConverter.class,
            description =
                    "The side that is right where both have another value of the same timestamp and clients write to both. Such cells are left where it is not said.")
    private @Nullable Side conflicts;

    @Option(
            names = "--row",
            paramLabel = "ROW=SIDE",
            converter = {RowKeyConverter.class, SideConverter.class},
            description = "The side that is right about one row, whatever else is said; may be given again.")
    private Map<RowKey, Side> rows = new LinkedHashMap<>();

    @Option(
            names = "--restamp",
            description =
                    "Where a delete marker hides a cell, write the cell with a new timestamp on both sides instead of compacting. Changes the data of the side that is right; refused in families with VERSIONS over 1 or TTL.")
    private boolean restamp;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Output output = Output.of(ReplicationMain.lineOf(spec));
        RepairFolder folder = RepairFolder.of(OpenPair.settings());
        try (OpenPair pair = comparison.open();
                Applied applied = comparison.applied(pair)) {
            return repair(pair, applied, folder, output).number();
        }
    }

    private ExitCode repair(OpenPair pair, Applied applied, RepairFolder folder, Output output)
            throws IOException, InterruptedException {
        Verified verified = comparison.verify(pair, applied, output.err());
        PairAccess access = PairAccess.open(pair.here(), pair.there(), pair.table());
        Policy policy = policy(pair);
        RepairPlanner planner = new RepairPlanner(access.rules(policy, Instant.now()));
        List<RowRepair> plan = RowPlans.of(access, planner, verified.result().rows());
        show(plan, verified.result(), output);
        if (plan.stream().noneMatch(RowRepair::changesSomething)) {
            output.say("There is nothing to repair.");
            return plan.isEmpty() ? verified.ofTheRest() : ExitCode.UNHEALTHY;
        }
        if (!options.isApproved()) {
            return options.notApproved(output);
        }
        RepairSession session =
                new RepairSession(access, options, applied::before, comparison.patience(applied), output);
        ExitCode end = session.begin(folder, RepairSession.opened(pair, Optional.empty(), policy), planner::plan, plan);
        return end == ExitCode.OK ? verified.ofTheRest() : end;
    }

    private Policy policy(OpenPair pair) {
        List<RowChoice> choices = rows.entrySet().stream()
                .map(each -> new RowChoice(each.getKey(), each.getValue()))
                .toList();
        return new Policy(
                pair.activeActive(), Optional.ofNullable(authority), Optional.ofNullable(conflicts), choices, restamp);
    }

    private void show(List<RowRepair> plan, Comparison.Result verified, Output output) {
        RepairText text = options.text();
        if (options.json()) {
            text.json(plan).forEach(output::print);
            return;
        }
        output.print(text.summary(plan));
        text.lines(plan).forEach(output::print);
        if (!verified.inFlight().isEmpty()) {
            output.print(RepairText.rows(verified.inFlight().size())
                    + " may still be changing and are not touched: repair again.");
        }
        verified.sweep()
                .unswept()
                .forEach(range -> output.print("Rows of " + range.range() + " were not compared: " + range.reason()));
    }

    /** As HBase's shell writes keys. */
    static final class RowKeyConverter implements ITypeConverter<RowKey> {

        @Override
        public RowKey convert(String text) {
            return new RowKey(Bytes.toBytesBinary(text));
        }
    }
}
