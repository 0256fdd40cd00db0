package org.hbaseha.controller.admin.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.controller.view.ControllerView.BreakerView;

/** The page of {@code breakers}. Pure. */
public final class BreakersText {

    private BreakersText() {}

    public static List<String> lines(List<BreakerView> breakers, Palette palette, Instant now) {
        List<String> lines = new ArrayList<>();
        for (BreakerView breaker : breakers) {
            Instant since = breaker.since();
            String state = breaker.open() ? palette.paint(Tone.BAD, "open") : palette.paint(Tone.GOOD, "closed");
            lines.add(String.format("%-15s ", breaker.name()) + state
                    + (since == null ? "" : ", opened " + Amounts.ago(since, now)) + ": " + breaker.sentence());
            if (breaker.open()) {
                breaker.held().forEach(server -> lines.add(detail("holds up", Names.shortName(server))));
                lines.add(detail("closes", breaker.closedBy()));
                if (breaker.resettable()) {
                    lines.add(detail("", "hbase-ha breakers reset " + breaker.name() + " --reason TEXT"));
                }
            }
            lines.add(detail("setting", breaker.setting()));
        }
        return lines;
    }

    private static String detail(String label, String text) {
        return String.format("  %-13s %s", label, text);
    }
}
