package org.hbaseha.layout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** While there is one, no controller arms a lease gate, in whatever mode: who wanted that, why, and since when (wall clock). */
public record DisarmRecord(String by, String reason, Instant since) {

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("by", by);
        fields.put("reason", reason);
        fields.put("since", since.toString());
        return FieldText.encode(fields);
    }

    public static DisarmRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("disarm", bytes);
        return new DisarmRecord(
                fields.textOr("by", "unknown"), fields.textOr("reason", ""), FieldInstant.parse(fields, "since"));
    }
}
