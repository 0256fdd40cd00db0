package org.hbaseha.layout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hbaseha.fencing.Epoch;

/**
 * The irrevocable decision to expire one incarnation of a region server, written before anything is done about it. Any leader that finds one
 * finishes it. {@code nonce} tells the writer after a lost answer whether the record is its own; {@code reason} and {@code decided} (wall
 * clock) are for people.
 */
public record ExpireRecord(Epoch epoch, String leader, String nonce, String reason, Instant decided)
        implements GateRecord {

    static final String KIND = "EXPIRE";

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", KIND);
        fields.put("epoch", epoch.toString());
        fields.put("leader", leader);
        fields.put("nonce", nonce);
        fields.put("reason", reason);
        fields.put("decided", decided.toString());
        return FieldText.encode(fields);
    }

    /** Throws {@link LayoutException} when the record is of another kind. */
    public static ExpireRecord decode(byte[] bytes) {
        if (GateRecord.decode(bytes) instanceof ExpireRecord expire) {
            return expire;
        }
        throw new LayoutException("Gate record is not an EXPIRE");
    }

    static ExpireRecord of(FieldText.Fields fields) {
        return new ExpireRecord(
                fields.epoch(),
                fields.text("leader"),
                fields.text("nonce"),
                fields.textOr("reason", ""),
                FieldInstant.parse(fields, "decided"));
    }
}
