package org.hbaseha.monitor.admin.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Findings as a monitor serves them ({@link org.hbaseha.monitor.reporting.FindingLine}), for people: three lines each, and what follows from it. Pure. */
public final class FindingsText {

    private FindingsText() {}

    public static List<String> lines(List<JsonNode> findings) {
        List<String> lines = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(finding(finding));
        }
        return lines.stream().map(Amounts::harmless).toList();
    }

    private static List<String> finding(JsonNode finding) {
        List<String> lines = new ArrayList<>();
        lines.add(
                text(finding, "class") + "  " + text(finding, "table") + " at peer " + text(finding, "peer") + "  row "
                        + text(finding, "row") + "  " + text(finding, "family") + ":" + text(finding, "qualifier")
                        + "  timestamp "
                        + text(finding, "timestamp"));
        lines.add("  source: " + cell(finding.path("ours")));
        lines.add("  peer:   " + cell(finding.path("theirs")));
        add(lines, "  why: ", finding, "reason");
        add(lines, "  so: ", finding, "consequence");
        lines.add("  first seen " + text(finding, "firstSeen")
                + (finding.path("confirmed").isTextual() ? ", sure since " + text(finding, "confirmed") : ""));
        return lines;
    }

    private static void add(List<String> lines, String before, JsonNode finding, String field) {
        if (!text(finding, field).equals("-")) {
            lines.add(before + text(finding, field));
        }
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return node.path(field).isNull() || text.isEmpty() ? "-" : text;
    }

    private static String cell(JsonNode cell) {
        if (!cell.isObject()) {
            return "no such cell";
        }
        JsonNode value = cell.path("value");
        String shown = value.isTextual()
                ? " \"" + value.asText() + "\"" + (cell.path("cut").asBoolean() ? "..." : "")
                : "";
        String hash =
                cell.path("hash").isTextual() ? ", hash " + cell.path("hash").asText() : "";
        return text(cell, "type") + shown + " (" + text(cell, "length") + " bytes" + hash + ")";
    }
}
