package org.hbaseha.controller.admin.text;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The page of {@code why SERVER}. Pure. */
public final class WhyText {

    private WhyText() {}

    public static List<String> lines(Explanation why, Palette palette, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        String liveness = palette.paint(Tones.ofLiveness(why.liveness()), why.liveness());
        String kind = why.evidenceClass().isEmpty() ? "" : " (class " + ClassWords.of(why.evidenceClass()) + ")";
        lines.add(why.server());
        lines.add(liveness + kind + ": " + why.headline());
        if (!why.evidence().isEmpty()) {
            lines.add(label("evidence", "- " + why.evidence().get(0)));
            why.evidence().stream().skip(1).forEach(line -> lines.add(label("", "- " + line)));
        }
        if (!why.refusalCode().isEmpty()) {
            lines.add(label("refused", palette.paint(Tone.DOUBTFUL, why.refusalCode()) + "  " + why.refusal()));
        }
        lines.add(label("outlook", why.outlook()));
        why.incident().ifPresent(incident -> {
            lines.add("");
            lines.addAll(HistoryText.timeline(incident, palette, zone));
        });
        return lines;
    }

    private static String label(String label, String text) {
        return String.format("%-10s %s", label, text);
    }
}
