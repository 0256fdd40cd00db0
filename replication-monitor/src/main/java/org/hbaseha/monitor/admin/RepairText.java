package org.hbaseha.monitor.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.RepairStep;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RepairStep.Restamp;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.reporting.ValueDisplay;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;

/** Plans as text for people, and as JSON lines. {@code mostRows} are shown, of these the first cells. */
record RepairText(ValueDisplay values, int mostRows) {

    private static final int MOST_STEPS = 20;

    /** How many cells of each class, and how many of them nothing is done about. */
    String summary(Collection<RowRepair> plan) {
        Map<Divergence, Long> all = count(plan, false);
        Map<Divergence, Long> left = count(plan, true);
        String classes = all.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue()
                        + (left.containsKey(each.getKey())
                                ? " (" + left.get(each.getKey()) + " left as they are)"
                                : ""))
                .collect(Collectors.joining(", "));
        long compactions = plan.stream().filter(row -> !row.purges().isEmpty()).count();
        String waits = compactions == 0
                ? ""
                : " " + rows(compactions) + (compactions == 1 ? " needs" : " need") + " a major compaction of "
                        + (compactions == 1 ? "its region" : "their regions") + " first.";
        return "Plan: " + rows(plan.stream().filter(RowRepair::changesSomething).count()) + " to change. Steps: "
                + (classes.isEmpty() ? "none" : classes) + "." + waits;
    }

    private static Map<Divergence, Long> count(Collection<RowRepair> plan, boolean onlyLeft) {
        return plan.stream()
                .flatMap(row -> onlyLeft ? row.impossible().stream() : row.steps().stream())
                .collect(Collectors.groupingBy(
                        RepairStep::divergence, () -> new EnumMap<>(Divergence.class), Collectors.counting()));
    }

    static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    /** The first rows with what is done about them. */
    List<String> lines(Collection<RowRepair> plan) {
        List<String> lines = new ArrayList<>();
        plan.stream().limit(mostRows).forEach(row -> {
            lines.add("  Row " + row.row());
            row.steps().stream().limit(MOST_STEPS).forEach(step -> lines.addAll(lines(step)));
            if (row.steps().size() > MOST_STEPS) {
                lines.add("    " + (row.steps().size() - MOST_STEPS) + " more steps in this row.");
            }
        });
        if (plan.size() > mostRows) {
            lines.add("  " + rows(plan.size() - mostRows) + " more not shown: --show, or --json for all.");
        }
        return lines;
    }

    private List<String> lines(RepairStep step) {
        List<String> lines = new ArrayList<>();
        CellImage place = place(step);
        lines.add("    " + step.divergence() + " " + place.column() + " at " + place.timestamp() + ": "
                + step.sentence());
        step.changes().forEach(change -> lines.add("      " + line(change)));
        return lines;
    }

    private static CellImage place(RepairStep step) {
        return step instanceof Leave leave
                ? leave.place()
                : step instanceof Purge purge
                        ? purge.then().change().place()
                        : step.changes().get(0).place();
    }

    /** One cell, before and after. */
    String line(CellChange change) {
        return change.side().word() + ", by " + change.means().name().toLowerCase(Locale.ROOT) + ": "
                + cell(change.before()) + " -> " + cell(change.after());
    }

    private String cell(Optional<CellImage> cell) {
        return cell.map(there -> there.isPut() ? there.type() + " " + values.text(there.value()) : there.toString())
                .orElse("nothing");
    }

    /** A line a step, for programs; without values. */
    List<String> json(Collection<RowRepair> plan) {
        return plan.stream()
                .flatMap(row -> row.steps().stream().map(step -> json(row, step)))
                .toList();
    }

    private static String json(RowRepair row, RepairStep step) {
        CellImage place = place(step);
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("row", row.row().toString())
                .put("column", place.column())
                .put("timestamp", place.timestamp())
                .put("class", step.divergence().name())
                .put("step", name(step))
                .put("sentence", step.sentence());
        return line.toString();
    }

    private static String name(RepairStep step) {
        if (step instanceof Write) {
            return "write";
        }
        if (step instanceof Restamp) {
            return "restamp";
        }
        if (step instanceof Purge) {
            return "compact";
        }
        return step instanceof Leave leave && !leave.settled() ? "impossible" : "none";
    }
}
