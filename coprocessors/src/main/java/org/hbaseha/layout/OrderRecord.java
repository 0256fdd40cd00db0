package org.hbaseha.layout;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;

/**
 * An operator's word about one plan. It counts for the state that {@code hash} stands for and for no other, whichever leader reads it. An
 * approval is good for {@code length} from the moment it was stored, which is what was left of the plan then; a rejection stands until the
 * state is another. {@code plan}, {@code by}, {@code reason} and {@code since} (wall clock) are for people.
 */
public record OrderRecord(
        Word word,
        ServerName server,
        String plan,
        String hash,
        String by,
        String reason,
        Instant since,
        Duration length) {

    /** What was said. */
    public enum Word {
        APPROVE,
        REJECT
    }

    private static final Duration LONGEST = Duration.ofDays(366);

    public OrderRecord {
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("An order is good for up to a year length=" + length);
        }
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("word", word.name());
        fields.put("server", server.getServerName());
        fields.put("plan", plan);
        fields.put("hash", hash);
        fields.put("by", by);
        fields.put("reason", reason);
        fields.put("since", since.toString());
        fields.put("length", length.toString());
        return FieldText.encode(fields);
    }

    public static OrderRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("order", bytes);
        try {
            return new OrderRecord(
                    Word.valueOf(fields.text("word")),
                    ServerName.valueOf(fields.text("server")),
                    fields.textOr("plan", ""),
                    fields.text("hash"),
                    fields.textOr("by", "unknown"),
                    fields.textOr("reason", ""),
                    FieldInstant.parse(fields, "since"),
                    Duration.parse(fields.text("length")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new LayoutException("Order record is not valid", e);
        }
    }
}
