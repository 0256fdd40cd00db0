package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.hbaseha.monitor.repair.journal.JournalEntry.Closed;
import org.hbaseha.monitor.repair.journal.JournalEntry.Fate;
import org.hbaseha.monitor.repair.journal.JournalEntry.Intent;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.repair.rim.RepairFolder;
import org.hbaseha.monitor.reporting.ValueDisplay;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hbase-ha replication repair show}: what a journal says. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what a repair or an undo changed, from its journal. Asks no cluster.")
final class RepairShowCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The repair: see repair list.")
    private String id = "";

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "100",
            description = "Show so many cells (${DEFAULT-VALUE}).")
    private int shown;

    @Option(names = "--redact", description = "Show no values, only their length and a short hash.")
    private boolean redact;

    @Override
    public Integer call() throws IOException {
        Output output = Output.of(ReplicationMain.lineOf(spec));
        RepairFolder.Journal journal = RepairFolder.of(OpenPair.settings()).read(id);
        RepairHistory history = journal.history();
        Opened opened = history.opened();
        output.print(opened.undoes().map(undone -> "Undo of " + undone).orElse("Repair") + " " + opened.id()
                + " of table " + opened.table() + ", peer " + opened.peer() + ", by " + opened.who() + " at "
                + opened.at());
        output.print("Journal " + journal.path());
        RepairText text = new RepairText(new ValueDisplay(ValueDisplay.DEFAULT.mostBytes(), redact), shown);
        history.intents().stream().limit(shown).forEach(intent -> output.print(line(intent, history, text)));
        if (history.intents().size() > shown) {
            output.print((history.intents().size() - shown) + " more cells not shown: --show");
        }
        history.compactions()
                .forEach(compaction -> output.print("Major compaction of family " + compaction.family() + " of region "
                        + compaction.region() + " on " + compaction.side()));
        history.left().forEach((row, why) -> output.print("Left: row " + row + ": " + why));
        output.print(history.count(Fate.DONE) + " cells changed, " + history.count(Fate.NOT_DONE) + " not changed, "
                + history.count(Fate.UNKNOWN) + " not known. "
                + history.closed().map(Closed::sentence).orElse("It is not at its end: resume or undo it."));
        return ExitCode.OK.number();
    }

    private static String line(Intent intent, RepairHistory history, RepairText text) {
        CellImage place = intent.change().place();
        return "  " + intent.number() + " " + intent.divergence() + " row "
                + intent.change().row() + " " + place.column() + " at " + place.timestamp() + " on "
                + text.line(intent.change()) + " (" + history.fate(intent) + ")";
    }
}
