package org.hbaseha.monitor.repair.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.RowKey;

/** A changed cell as JSON. Its column and timestamp are told once, what was there and what shall be there as type and value. */
final class CellJson {

    private CellJson() {}

    static void write(ObjectNode line, CellChange change) {
        CellImage place = change.place();
        line.put("side", change.side().word());
        line.put("row", change.row().toString());
        line.put("family", Bytes.toStringBinary(place.family()));
        line.put("qualifier", Bytes.toStringBinary(place.qualifier()));
        line.put("timestamp", place.timestamp());
        writeCell(line, "old", change.before());
        writeCell(line, "new", change.after());
        line.put("means", change.means().name()).put("seen", change.seen());
    }

    private static void writeCell(ObjectNode line, String field, Optional<CellImage> cell) {
        if (cell.isEmpty()) {
            line.putNull(field);
            return;
        }
        line.putObject(field)
                .put("type", cell.get().type().name())
                .put("value", Bytes.toStringBinary(cell.get().value()));
    }

    static CellChange readChange(JsonNode line) {
        return new CellChange(
                Side.parse(text(line, "side")),
                row(line),
                readCell(line, "old"),
                readCell(line, "new"),
                CellChange.Means.valueOf(text(line, "means")),
                line.path("seen").asBoolean());
    }

    private static Optional<CellImage> readCell(JsonNode line, String field) {
        JsonNode cell = line.path(field);
        if (!cell.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new CellImage(
                bytes(line, "family"),
                bytes(line, "qualifier"),
                number(line, "timestamp"),
                Cell.Type.valueOf(text(cell, "type")),
                bytes(cell, "value")));
    }

    static RowKey row(JsonNode line) {
        return new RowKey(bytes(line, "row"));
    }

    private static byte[] bytes(JsonNode line, String field) {
        return Bytes.toBytesBinary(text(line, field));
    }

    static String text(JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("A journal line lacks a text field=" + field);
        }
        return value.asText();
    }

    static long number(JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (!value.canConvertToLong()) {
            throw new IllegalArgumentException("A journal line lacks a number field=" + field);
        }
        return value.asLong();
    }
}
