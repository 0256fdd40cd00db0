package org.hbaseha.controller.admin.text;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hbaseha.controller.view.IncidentView;

/** One history out of several: each controller remembers what happened while it led, and an incident handed over is known to two. Pure. */
public final class IncidentMerge {

    private IncidentMerge() {}

    /** Of an incident that several know, the account with the newest epoch, then the longest one, counts. Oldest incident first. */
    public static List<IncidentView> of(Collection<List<IncidentView>> histories) {
        Map<String, IncidentView> byId = new LinkedHashMap<>();
        histories.forEach(
                history -> history.forEach(incident -> byId.merge(incident.id(), incident, IncidentMerge::better)));
        return byId.values().stream()
                .sorted(Comparator.comparing(
                        (IncidentView incident) -> HistoryText.began(incident).orElse(Instant.MAX)))
                .toList();
    }

    private static IncidentView better(IncidentView a, IncidentView b) {
        return Comparator.comparingLong(IncidentView::epoch)
                                .thenComparingInt(
                                        incident -> incident.milestones().size())
                                .compare(a, b)
                        >= 0
                ? a
                : b;
    }
}
