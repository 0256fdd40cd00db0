package org.hbaseha.layout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * A controller's word to acknowledge no beat of one incarnation any more, kept beside the EXPIRE record it answers. Instants are on the
 * <em>server's</em> clock, as its beats carry them.
 *
 * @param lastAckAgo how long before this promise the last acknowledgement was given, or could have been by a predecessor
 * @param newestUnarmed when the newest beat was sent that was, or may have been, acknowledged as not armed; empty when no beat ever came
 * @param newestLeased when the newest beat was sent that came here and told of a lease; empty when none did
 * @param terms {@code GateTerms.fingerprint} of the promising controller; 0 when it has no seats, or the record was written before there was one
 */
public record Promise(
        Duration lastAckAgo,
        Optional<MonotonicInstant> newestUnarmed,
        Optional<MonotonicInstant> newestLeased,
        int terms) {

    private static final String KIND = "PROMISE";

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", KIND);
        fields.put("lastAckAgoNanos", Long.toString(lastAckAgo.toNanos()));
        newestUnarmed.ifPresent(at -> fields.put("newestUnarmed", Long.toString(at.nanos())));
        newestLeased.ifPresent(at -> fields.put("newestLeased", Long.toString(at.nanos())));
        fields.put("terms", Integer.toString(terms));
        return FieldText.encode(fields);
    }

    /** Throws {@link LayoutException} when the record is of another kind. */
    public static Promise decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("promise", bytes);
        if (!KIND.equals(fields.text("kind"))) {
            throw new LayoutException("Record is not a promise kind=" + fields.text("kind"));
        }
        return new Promise(
                Duration.ofNanos(fields.number("lastAckAgoNanos")),
                instant(fields, "newestUnarmed"),
                instant(fields, "newestLeased"),
                // Older controllers do not say: then nobody knows.
                fields.values().containsKey("terms") ? (int) fields.number("terms") : 0);
    }

    private static Optional<MonotonicInstant> instant(FieldText.Fields fields, String key) {
        return fields.values().containsKey(key)
                ? Optional.of(new MonotonicInstant(fields.number(key)))
                : Optional.empty();
    }
}
