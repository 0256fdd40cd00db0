package org.hbaseha.monitor.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.verification.Fingerprint;

/** Takes the users' values out of a finding that has them, as the monitor would have: length and a short hash stay. Pure. */
final class Redaction {

    private Redaction() {}

    static JsonNode of(JsonNode finding) {
        JsonNode copy = finding.deepCopy();
        for (String side : List.of("ours", "theirs")) {
            if (copy.path(side) instanceof ObjectNode cell) {
                redact(cell);
            }
        }
        return copy;
    }

    private static void redact(ObjectNode cell) {
        JsonNode value = cell.path("value");
        if (value.isTextual() && !cell.path("hash").isTextual()) {
            // A value without a hash is whole, and written so that it can be read back.
            cell.put("hash", Fingerprint.of(Bytes.toBytesBinary(value.asText())).shortHex());
        }
        cell.putNull("value");
        cell.put("cut", false);
    }
}
