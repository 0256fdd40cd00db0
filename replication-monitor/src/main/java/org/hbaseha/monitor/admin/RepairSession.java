package org.hbaseha.monitor.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hbaseha.monitor.repair.Agreement;
import org.hbaseha.monitor.repair.RepairRules;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.journal.JournalEntry;
import org.hbaseha.monitor.repair.journal.JournalEntry.Closed;
import org.hbaseha.monitor.repair.journal.JournalEntry.Left;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Planned;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.journal.JournalEntry.Proved;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.repair.rim.JournalFailure;
import org.hbaseha.monitor.repair.rim.JournalFile;
import org.hbaseha.monitor.repair.rim.PairAccess;
import org.hbaseha.monitor.repair.rim.RepairFolder;
import org.hbaseha.monitor.repair.rim.RepairLog;
import org.hbaseha.monitor.repair.rim.RepairRun;
import org.hbaseha.monitor.verification.InFlightRow;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.Recheck;
import org.hbaseha.monitor.verification.RecheckConfig;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.hbaseha.outcome.ExitCode;

/** From an approved plan to what is proved: carries it out, looks at its rows again, writes down and tells what came of it. One thread, once. */
final class RepairSession {

    private final PairAccess access;
    private final RepairOptions options;
    private final Supplier<Optional<Instant>> applied;
    private final Duration patience;
    private final Output output;

    /** {@code applied} and {@code patience}: as the verification at the end is to have them; an undo has none. */
    RepairSession(
            PairAccess access,
            RepairOptions options,
            Supplier<Optional<Instant>> applied,
            Duration patience,
            Output output) {
        this.access = access;
        this.options = options;
        this.applied = applied;
        this.patience = patience;
        this.output = output;
    }

    static Opened opened(OpenPair pair, Optional<String> undoes, Policy policy) {
        Instant now = Instant.now();
        return new Opened(
                RepairFolder.newId(now),
                undoes,
                now,
                System.getProperty("user.name", "") + "@" + host(),
                pair.table().here().getNameAsString(),
                pair.table().there().getNameAsString(),
                pair.peer().getPeerId(),
                policy);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** Carries out a plan under a new id. */
    ExitCode begin(RepairFolder folder, Opened opened, Function<RowPair, RowRepair> planner, List<RowRepair> plan)
            throws IOException, InterruptedException {
        List<JournalEntry> first = new ArrayList<>();
        first.add(opened);
        plan.stream().filter(RowRepair::changesSomething).forEach(row -> first.add(new Planned(row.row())));
        try (JournalFile journal = folder.create(opened.id(), first)) {
            output.say("Repair " + opened.id() + ", journal " + journal.path());
            return go(journal, RepairHistory.of(first), planner, plan);
        }
    }

    /** Carries out a plan under the id that the journal has. */
    ExitCode go(JournalFile journal, RepairHistory history, Function<RowPair, RowRepair> planner, List<RowRepair> plan)
            throws IOException, InterruptedException {
        RepairLog log = new RepairLog(journal, history);
        List<RowKey> rows = plan.stream()
                .filter(RowRepair::changesSomething)
                .map(RowRepair::row)
                .toList();
        RepairRun.Result result = new RepairRun(
                        access, access.purges(options.compactionWait()), planner, log, options.pace(), output::say)
                .run(rows, Agreement.to(plan));
        result.stopped().ifPresent(output::say);
        Map<RowKey, String> left = left(history.opened(), planner, rows);
        return end(history.opened(), log, rows, left, result, plan);
    }

    /** Those of {@code rows} that are not proved to be as they shall be, whatever became of them on the way. */
    private Map<RowKey, String> left(Opened opened, Function<RowPair, RowRepair> planner, List<RowKey> rows)
            throws InterruptedException {
        try {
            return opened.undoes().isEmpty() ? differing(opened.policy(), rows) : notUndone(planner, rows);
        } catch (IOException e) {
            String why = "It could not be looked at again: " + e.getMessage();
            return rows.stream().collect(Collectors.toMap(row -> row, row -> why));
        }
    }

    /** Those of {@code rows} that clients do not, or not for sure, see alike. */
    private Map<RowKey, String> differing(Policy policy, List<RowKey> rows) throws IOException, InterruptedException {
        RepairRules rules = access.rules(policy, Instant.now());
        Recheck recheck = new Recheck(
                new RowJudge(new JudgeRules(policy.activeActive(), rules.families(Side.PEER))), RecheckConfig.DEFAULT);
        Map<RowKey, String> left = new LinkedHashMap<>();
        for (RowFindings row :
                access.following(recheck, applied, InstantSource.system()).follow(rows, patience)) {
            left.put(
                    row.row(),
                    row.findings().get(0).divergence() + ": "
                            + row.findings().get(0).reason());
        }
        for (InFlightRow row : recheck.inFlight()) {
            left.put(row.row(), "It is not sure yet. " + row.why());
        }
        return left;
    }

    /** Those of {@code rows} about which something would still have to be done. */
    private Map<RowKey, String> notUndone(Function<RowPair, RowRepair> planner, List<RowKey> rows)
            throws IOException, InterruptedException {
        Map<RowKey, String> left = new LinkedHashMap<>();
        for (RowRepair row : RowPlans.of(access, planner, rows)) {
            row.steps().stream()
                    .filter(step -> row.changesSomething() || row.impossible().contains(step))
                    .findFirst()
                    .ifPresent(step -> left.put(row.row(), step.sentence()));
        }
        return left;
    }

    private ExitCode end(
            Opened opened,
            RepairLog log,
            List<RowKey> rows,
            Map<RowKey, String> left,
            RepairRun.Result result,
            List<RowRepair> plan) {
        List<RowKey> proved =
                rows.stream().filter(row -> !left.containsKey(row)).toList();
        List<JournalEntry> last = new ArrayList<>();
        proved.forEach(row -> last.add(new Proved(row)));
        left.forEach((row, why) -> last.add(new Left(row, why)));
        String sentence = proved.size() + " of " + RepairText.rows(rows.size())
                + (opened.undoes().isPresent() ? " proved undone." : " proved repaired.");
        if (result.stopped().isEmpty()) {
            last.add(new Closed(Instant.now(), sentence));
        }
        try {
            log.write(last);
        } catch (JournalFailure e) {
            output.say("What was proved is not in the journal: " + e.getMessage());
        }
        long untouched = plan.stream().filter(row -> !row.changesSomething()).count();
        ExitCode code = code(left, result, untouched);
        tell(opened, sentence, left, result, untouched, code);
        return code;
    }

    private static ExitCode code(Map<RowKey, String> left, RepairRun.Result result, long untouched) {
        if (result.stopped().isPresent()) {
            return ExitCode.ERROR;
        }
        return left.isEmpty() && result.left().isEmpty() && untouched == 0 ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private void tell(
            Opened opened,
            String sentence,
            Map<RowKey, String> left,
            RepairRun.Result result,
            long untouched,
            ExitCode code) {
        if (options.json()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("id", opened.id()).put("result", sentence).put("left", left.size());
            line.put("untouched", untouched).put("exitCode", code.number());
            result.stopped().ifPresent(why -> line.put("stopped", why));
            output.print(line.toString());
            return;
        }
        output.print(sentence);
        left.forEach((row, why) -> output.print("  Row " + row + " is not: " + why));
        result.left().forEach((row, whys) -> whys.forEach(why -> output.print("  Row " + row + ": " + why)));
        if (untouched > 0) {
            output.print(RepairText.rows(untouched) + " were not touched: see the plan.");
        }
        output.print("Undo: hbase-ha replication repair undo " + opened.id());
        if (result.stopped().isPresent()) {
            output.print("Go on: hbase-ha replication repair resume " + opened.id());
        }
    }
}
