package org.hbaseha.layout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The mode of the whole cluster, who set it, why, and when (wall clock). */
public record ModeRecord(Mode mode, String by, String reason, Instant since) {

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("mode", mode.word());
        fields.put("by", by);
        fields.put("reason", reason);
        fields.put("since", since.toString());
        return FieldText.encode(fields);
    }

    public static ModeRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("mode", bytes);
        try {
            return new ModeRecord(
                    Mode.parse(fields.text("mode")),
                    fields.textOr("by", "unknown"),
                    fields.textOr("reason", ""),
                    FieldInstant.parse(fields, "since"));
        } catch (IllegalArgumentException e) {
            throw new LayoutException("Mode record is not valid", e);
        }
    }
}
