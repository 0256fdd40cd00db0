package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.hbaseha.monitor.repair.RepairPlanner;
import org.hbaseha.monitor.repair.RepairRules;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.UndoPlanner;
import org.hbaseha.monitor.repair.UndoPlanner.Done;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.repair.rim.JournalFile;
import org.hbaseha.monitor.repair.rim.PairAccess;
import org.hbaseha.monitor.repair.rim.RepairFolder;
import org.hbaseha.monitor.repair.rim.RepairLog;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.Recheck;
import org.hbaseha.monitor.verification.RecheckConfig;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hbase-ha replication repair resume}: goes on with a repair, or an undo, that did not come to its end. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Goes on with a repair or an undo that was interrupted: looks at what was sent without an answer, plans the rows that are not proved again, and with --yes does it, under the same id.")
final class RepairResumeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The repair: see repair list.")
    private String id = "";

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "Take edits that are older to have been applied on the peer; see repair run.")
    private @Nullable Duration settle;

    @Mixin
    private RepairOptions options = new RepairOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Output output = Output.of(ReplicationMain.lineOf(spec));
        RepairFolder folder = RepairFolder.of(OpenPair.settings());
        RepairFolder.Journal journal = folder.read(id);
        Opened opened = journal.history().opened();
        try (OpenPair pair = OpenPair.open(opened.table(), opened.peerTable(), opened.peer());
                Applied applied = ComparisonOptions.applied(pair, settle)) {
            return resume(pair, applied, folder, journal, output).number();
        }
    }

    private ExitCode resume(
            OpenPair pair, Applied applied, RepairFolder folder, RepairFolder.Journal journal, Output output)
            throws IOException, InterruptedException {
        RepairHistory history = journal.history();
        PairAccess access = PairAccess.open(pair.here(), pair.there(), pair.table());
        RepairRules rules = access.rules(history.opened().policy(), Instant.now());
        Function<RowPair, RowRepair> planner = planner(folder, history, rules);
        List<RowRepair> plan = plan(access, applied, history, rules, planner);
        RepairText text = options.text();
        (options.json() ? text.json(plan) : text.lines(plan)).forEach(output::print);
        if (!options.json()) {
            output.print(text.summary(plan));
        }
        if (!options.isApproved()) {
            return options.notApproved(output);
        }
        try (JournalFile file = folder.reopen(journal)) {
            new RepairLog(file, history).settle(access);
        }
        RepairFolder.Journal settled = folder.read(id);
        try (JournalFile file = folder.reopen(settled)) {
            return new RepairSession(access, options, applied::before, ComparisonOptions.patienceWith(applied), output)
                    .go(file, settled.history(), planner, plan);
        }
    }

    private static Function<RowPair, RowRepair> planner(RepairFolder folder, RepairHistory history, RepairRules rules)
            throws IOException {
        if (history.opened().undoes().isEmpty()) {
            return new RepairPlanner(rules)::plan;
        }
        UndoPlanner planner = new UndoPlanner(rules);
        Map<RowKey, List<Done>> done =
                folder.read(history.opened().undoes().get()).history().done();
        return row -> planner.plan(row, done.getOrDefault(row.row(), List.of()));
    }

    /** Rows of a repair are made sure of first; what an undo goes by does not change. */
    private List<RowRepair> plan(
            PairAccess access,
            Applied applied,
            RepairHistory history,
            RepairRules rules,
            Function<RowPair, RowRepair> planner)
            throws IOException, InterruptedException {
        if (history.opened().undoes().isPresent()) {
            return RowPlans.of(access, planner, history.unproved());
        }
        Recheck recheck = new Recheck(
                new RowJudge(new JudgeRules(rules.activeActive(), rules.families(Side.PEER))), RecheckConfig.DEFAULT);
        List<RowFindings> sure = access.following(recheck, applied::before, InstantSource.system())
                .follow(history.unproved(), ComparisonOptions.patienceWith(applied));
        return RowPlans.of(access, new RepairPlanner(rules), sure);
    }
}
