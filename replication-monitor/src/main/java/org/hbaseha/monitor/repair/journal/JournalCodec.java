package org.hbaseha.monitor.repair.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.journal.JournalEntry.Closed;
import org.hbaseha.monitor.repair.journal.JournalEntry.Compaction;
import org.hbaseha.monitor.repair.journal.JournalEntry.Fate;
import org.hbaseha.monitor.repair.journal.JournalEntry.Intent;
import org.hbaseha.monitor.repair.journal.JournalEntry.Left;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Outcome;
import org.hbaseha.monitor.repair.journal.JournalEntry.Planned;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.journal.JournalEntry.Proved;
import org.hbaseha.monitor.repair.journal.JournalEntry.RowChoice;
import org.hbaseha.monitor.verification.Divergence;

/** A journal's lines: one JSON object each, {@code line} says which. Keys and values are written as HBase's shell does, whole. */
public final class JournalCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The layout of all lines. A journal of another one is not read. */
    private static final int FORMAT = 1;

    private JournalCodec() {}

    /** Without an end of line. */
    public static String encode(JournalEntry entry) {
        ObjectNode line = JSON.createObjectNode();
        if (entry instanceof Opened opened) {
            opened(line, opened);
        } else if (entry instanceof Planned planned) {
            line.put("line", "row").put("row", planned.row().toString());
        } else if (entry instanceof Intent intent) {
            line.put("line", "change").put("number", intent.number());
            line.put("class", intent.divergence().name());
            CellJson.write(line, intent.change());
        } else if (entry instanceof Outcome outcome) {
            line.put("line", "outcome").put("number", outcome.number());
            line.put("fate", outcome.fate().name()).put("sentence", outcome.sentence());
        } else if (entry instanceof Compaction compaction) {
            line.put("line", "compaction").put("side", compaction.side().word());
            line.put("region", compaction.region()).put("family", compaction.family());
        } else if (entry instanceof Proved proved) {
            line.put("line", "proved").put("row", proved.row().toString());
        } else if (entry instanceof Left left) {
            line.put("line", "left").put("row", left.row().toString()).put("sentence", left.sentence());
        } else if (entry instanceof Closed closed) {
            line.put("line", "closed").put("at", closed.at().toString()).put("sentence", closed.sentence());
        } else {
            throw new IllegalStateException("An entry without a line entry=" + entry);
        }
        return line.toString();
    }

    private static void opened(ObjectNode line, Opened opened) {
        line.put("line", "opened").put("format", FORMAT).put("id", opened.id());
        opened.undoes().ifPresent(id -> line.put("undoes", id));
        line.put("at", opened.at().toString()).put("who", opened.who());
        line.put("table", opened.table()).put("peerTable", opened.peerTable()).put("peer", opened.peer());
        Policy policy = opened.policy();
        line.put("activeActive", policy.activeActive());
        policy.authority().ifPresent(side -> line.put("authority", side.word()));
        policy.conflicts().ifPresent(side -> line.put("conflicts", side.word()));
        ArrayNode rows = line.putArray("rowChoices");
        policy.rows().forEach(choice -> rows.addObject()
                .put("row", choice.row().toString())
                .put("right", choice.right().word()));
        line.put("restamp", policy.restamp());
    }

    /** Throws {@link IllegalArgumentException} where {@code text} is no line of a journal. */
    public static JournalEntry decode(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            return decode(line);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("Not a line of a journal: " + e.getMessage(), e);
        }
    }

    private static JournalEntry decode(JsonNode line) {
        String kind = CellJson.text(line, "line");
        return switch (kind) {
            case "opened" -> opened(line);
            case "row" -> new Planned(CellJson.row(line));
            case "change" ->
                new Intent(
                        CellJson.number(line, "number"),
                        Divergence.valueOf(CellJson.text(line, "class")),
                        change(line));
            case "outcome" ->
                new Outcome(
                        CellJson.number(line, "number"),
                        Fate.valueOf(CellJson.text(line, "fate")),
                        CellJson.text(line, "sentence"));
            case "compaction" ->
                new Compaction(
                        Side.parse(CellJson.text(line, "side")),
                        CellJson.text(line, "region"),
                        CellJson.text(line, "family"));
            case "proved" -> new Proved(CellJson.row(line));
            case "left" -> new Left(CellJson.row(line), CellJson.text(line, "sentence"));
            case "closed" -> new Closed(Instant.parse(CellJson.text(line, "at")), CellJson.text(line, "sentence"));
            default -> throw new IllegalArgumentException("Not a line of a journal line=" + kind);
        };
    }

    private static CellChange change(JsonNode line) {
        return CellJson.readChange(line);
    }

    private static Opened opened(JsonNode line) {
        if (CellJson.number(line, "format") != FORMAT) {
            throw new IllegalArgumentException(
                    "A journal of another format format=" + line.get("format") + " known=" + FORMAT);
        }
        List<RowChoice> rows = new ArrayList<>();
        line.path("rowChoices")
                .forEach(choice ->
                        rows.add(new RowChoice(CellJson.row(choice), Side.parse(CellJson.text(choice, "right")))));
        Policy policy = new Policy(
                line.path("activeActive").asBoolean(),
                side(line, "authority"),
                side(line, "conflicts"),
                rows,
                line.path("restamp").asBoolean());
        return new Opened(
                CellJson.text(line, "id"),
                Optional.ofNullable(line.get("undoes")).map(JsonNode::asText),
                Instant.parse(CellJson.text(line, "at")),
                CellJson.text(line, "who"),
                CellJson.text(line, "table"),
                CellJson.text(line, "peerTable"),
                CellJson.text(line, "peer"),
                policy);
    }

    private static Optional<Side> side(JsonNode line, String field) {
        return Optional.ofNullable(line.get(field)).map(word -> Side.parse(word.asText()));
    }
}
