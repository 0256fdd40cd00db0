package org.hbaseha.monitor.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hbaseha.monitor.repair.journal.JournalEntry.Closed;
import org.hbaseha.monitor.repair.journal.JournalEntry.Fate;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.repair.rim.RepairFolder;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hbase-ha replication repair list}: the journals of this host. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the repairs and undos of this host, the newest last.")
final class RepairListCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "A JSON line for each.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Output output = Output.of(ReplicationMain.lineOf(spec));
        RepairFolder folder = RepairFolder.of(OpenPair.settings());
        List<String> ids = folder.ids();
        ExitCode end = ExitCode.OK;
        for (String id : ids) {
            try {
                output.print(line(folder.read(id).history()));
            } catch (Trouble e) {
                output.say("hbase-ha: " + e.sentence());
                end = ExitCode.ERROR;
            }
        }
        if (ids.isEmpty() && !json) {
            output.say("No repairs in " + folder);
        }
        return end.number();
    }

    private String line(RepairHistory history) {
        String what = history.opened().undoes().map(id -> "undo of " + id).orElse("repair");
        String end = history.closed().map(Closed::sentence).orElse("not at its end: resume or undo it");
        if (!json) {
            return String.format(
                    Locale.ROOT,
                    "%s  %s  table %s, peer %s, by %s, %d cells changed: %s",
                    history.opened().id(),
                    what,
                    history.opened().table(),
                    history.opened().peer(),
                    history.opened().who(),
                    history.count(Fate.DONE),
                    end);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", history.opened().id())
                .put("undoes", history.opened().undoes().orElse(null))
                .put("at", history.opened().at().toString())
                .put("table", history.opened().table())
                .put("peer", history.opened().peer())
                .put("who", history.opened().who())
                .put("changed", history.count(Fate.DONE))
                .put("unknown", history.count(Fate.UNKNOWN))
                .put("proved", history.proved())
                .put("closed", history.closed().isPresent())
                .toString();
    }
}
