package org.hbaseha.controller.admin.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.admin.text.TextTable.Cell;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.IncidentView.MilestoneView;

/** The pages of {@code history}: one line an incident, or one incident as a timeline. Pure. */
public final class HistoryText {

    private HistoryText() {}

    /** One line each, in the order given. */
    public static List<String> table(List<IncidentView> incidents, Palette palette, ZoneId zone) {
        TextTable table = new TextTable("WHEN", "SERVER", "CLASS", "OUTCOME", "VERDICT", "TOOK", "INCIDENT");
        incidents.forEach(incident -> table.row(
                Cell.of(began(incident).map(at -> Amounts.moment(at, zone)).orElse("-")),
                Cell.of(Names.shortName(incident.server())),
                Cell.of(incident.evidenceClass()),
                new Cell(incident.outcome(), Tones.ofOutcome(incident.outcome())),
                Cell.of(offset(incident, "VERDICT")),
                Cell.of(offset(incident, "RECOVERED")),
                Cell.of(incident.id())));
        return table.lines(palette);
    }

    /** All that is known of one incident. */
    public static List<String> incident(IncidentView incident, Palette palette, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(title(incident, palette, zone));
        lines.add("  server " + incident.server() + ", class " + ClassWords.of(incident.evidenceClass())
                + ", by controller " + incident.controller() + " in epoch " + incident.epoch());
        lines.add("  " + incident.sentence());
        incident.evidence().forEach(line -> lines.add("  - " + line));
        if (!incident.refusal().isEmpty()) {
            lines.add("  refused: " + incident.refusal());
        }
        lines.addAll(moments(incident));
        return lines;
    }

    /** What happened when, for readers who know the rest. */
    static List<String> timeline(IncidentView incident, Palette palette, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(title(incident, palette, zone));
        lines.addAll(moments(incident));
        return lines;
    }

    private static String title(IncidentView incident, Palette palette, ZoneId zone) {
        return "Incident " + incident.id() + "  "
                + palette.paint(Tones.ofOutcome(incident.outcome()), incident.outcome()) + "  "
                + began(incident).map(at -> Amounts.moment(at, zone)).orElse("no time known");
    }

    private static List<String> moments(IncidentView incident) {
        return milestones(incident).stream()
                .map(milestone -> String.format(
                        "  %9s  %-15s  %s",
                        "+" + milestone.offsetMillis() + " ms",
                        milestone.name(),
                        milestone.text().strip()))
                .toList();
    }

    public static Optional<Instant> began(IncidentView incident) {
        return milestones(incident).stream().findFirst().map(MilestoneView::at);
    }

    private static List<MilestoneView> milestones(IncidentView incident) {
        return incident.milestones().stream()
                .sorted(Comparator.comparingLong(MilestoneView::offsetMillis))
                .toList();
    }

    private static String offset(IncidentView incident, String name) {
        return incident.milestones().stream()
                .filter(milestone -> milestone.name().equals(name))
                .findFirst()
                .map(milestone -> Amounts.millis(milestone.offsetMillis()))
                .orElse("-");
    }
}
