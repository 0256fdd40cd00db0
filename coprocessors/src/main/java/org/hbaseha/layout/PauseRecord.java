package org.hbaseha.layout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An operator's order to observe only, with an end: a pause nobody ends is an outage waiting for its hour. Instants are wall clock. */
public record PauseRecord(String by, String reason, Instant since, Instant until) {

    public PauseRecord {
        if (!until.isAfter(since)) {
            throw new IllegalArgumentException("A pause ends after it begins since=" + since + " until=" + until);
        }
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("by", by);
        fields.put("reason", reason);
        fields.put("since", since.toString());
        fields.put("until", until.toString());
        return FieldText.encode(fields);
    }

    public static PauseRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("pause", bytes);
        try {
            return new PauseRecord(
                    fields.text("by"),
                    fields.text("reason"),
                    FieldInstant.parse(fields, "since"),
                    FieldInstant.parse(fields, "until"));
        } catch (IllegalArgumentException e) {
            throw new LayoutException("Pause record is not valid", e);
        }
    }
}
