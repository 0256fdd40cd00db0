package org.hbaseha.layout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody's order to close a breaker, for what it held when the order was stored. {@code at} is of the operator's wall clock and for people; what
 * was held then is told by the age of the znode.
 */
public record ResetRecord(String by, String reason, Instant at) {

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("by", by);
        fields.put("reason", reason);
        fields.put("at", at.toString());
        return FieldText.encode(fields);
    }

    public static ResetRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("reset", bytes);
        try {
            return new ResetRecord(fields.text("by"), fields.text("reason"), FieldInstant.parse(fields, "at"));
        } catch (IllegalArgumentException e) {
            throw new LayoutException("Reset record is not valid", e);
        }
    }
}
