package org.hbaseha.monitor.reporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.RowFindings;

/**
 * Findings for programs: one JSON object a finding, on one line. Keys and values are written as HBase's shell does, other than printable bytes as
 * {@code \xNN}. What is absent is {@code null}; {@code rowHex} is there only where the key has such bytes.
 *
 * @param peer the replication peer's id
 */
public record FindingLine(String table, String peer, ValueDisplay values) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A line for each finding of that row, without line ends. */
    public List<String> of(RowFindings row) {
        return row.findings().stream().map(finding -> line(row, finding)).toList();
    }

    private String line(RowFindings row, Finding finding) {
        ObjectNode line = JSON.objectNode();
        line.put("table", table).put("peer", peer);
        line.put("class", finding.divergence().name());
        line.put("row", row.row().toString());
        if (!row.row().isPrintable()) {
            line.put("rowHex", row.row().hex());
        }
        line.put("family", Bytes.toStringBinary(finding.cell().family()));
        line.put("qualifier", Bytes.toStringBinary(finding.cell().qualifier()));
        line.put("timestamp", finding.cell().timestamp());
        line.set("ours", cellOrNull(finding.ours()));
        line.set("theirs", cellOrNull(finding.theirs()));
        line.put("consequence", finding.consequence());
        line.put("reason", finding.reason());
        line.put("firstSeen", row.firstSeen().toString());
        putOrNull(line, "confirmed", row.confirmed().map(Object::toString));
        return line.toString();
    }

    private JsonNode cellOrNull(Optional<CellImage> cell) {
        return cell.<JsonNode>map(this::cell).orElse(JSON.nullNode());
    }

    private ObjectNode cell(CellImage cell) {
        ObjectNode node = JSON.objectNode();
        node.put("type", cell.type().name());
        node.put("timestamp", cell.timestamp());
        putOrNull(node, "value", values.shown(cell.value()));
        node.put("length", cell.value().length);
        node.put("cut", values.cuts(cell.value()));
        putOrNull(node, "hash", values.hash(cell.value()));
        return node;
    }

    private static void putOrNull(ObjectNode node, String field, Optional<String> text) {
        text.ifPresentOrElse(there -> node.put(field, there), () -> node.putNull(field));
    }
}
