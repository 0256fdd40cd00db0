package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.UndoPlanner;
import org.hbaseha.monitor.repair.UndoPlanner.Done;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.repair.rim.PairAccess;
import org.hbaseha.monitor.repair.rim.RepairFolder;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hbase-ha replication repair undo}: puts back what a repair changed, where it still is as the repair left it. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = {
            "Puts back what clients saw before a repair, cell by cell, where the row still holds what the repair wrote: what"
                    + " clients have written since stays. What cannot be put back is said.",
            "The undo has an id and a journal of its own, and can be undone."
        })
final class RepairUndoCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The repair: see repair list.")
    private String id = "";

    @Mixin
    private RepairOptions options = new RepairOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Output output = Output.of(ReplicationMain.lineOf(spec));
        RepairFolder folder = RepairFolder.of(OpenPair.settings());
        RepairHistory history = folder.read(id).history();
        Opened opened = history.opened();
        try (OpenPair pair = OpenPair.open(opened.table(), opened.peerTable(), opened.peer())) {
            return undo(pair, folder, history, output).number();
        }
    }

    private ExitCode undo(OpenPair pair, RepairFolder folder, RepairHistory history, Output output)
            throws IOException, InterruptedException {
        PairAccess access = PairAccess.open(pair.here(), pair.there(), pair.table());
        UndoPlanner planner = new UndoPlanner(access.rules(history.opened().policy(), Instant.now()));
        Map<RowKey, List<Done>> done = history.done();
        Function<RowPair, RowRepair> plans = row -> planner.plan(row, done.getOrDefault(row.row(), List.of()));
        List<RowRepair> plan = RowPlans.of(access, plans, done.keySet());
        show(plan, history, output);
        if (plan.stream().noneMatch(RowRepair::changesSomething)) {
            output.say("There is nothing to undo.");
            return plan.stream().allMatch(row -> row.impossible().isEmpty()) ? ExitCode.OK : ExitCode.UNHEALTHY;
        }
        if (!options.isApproved()) {
            return options.notApproved(output);
        }
        return new RepairSession(access, options, Optional::empty, Duration.ZERO, output)
                .begin(
                        folder,
                        RepairSession.opened(
                                pair,
                                Optional.of(history.opened().id()),
                                history.opened().policy()),
                        plans,
                        plan);
    }

    private void show(List<RowRepair> plan, RepairHistory history, Output output) {
        RepairText text = options.text();
        if (options.json()) {
            text.json(plan).forEach(output::print);
            return;
        }
        output.print(text.summary(plan));
        text.lines(plan).forEach(output::print);
        history.compactions().stream()
                .distinct()
                .forEach(compaction -> output.print("The repair had family " + compaction.family() + " of region "
                        + compaction.region() + " on " + compaction.side()
                        + " major compacted: delete markers there, and what they hid in other rows, are gone for ever."
                        + " Clients saw none of it."));
    }
}
