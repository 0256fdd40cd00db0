package org.hbaseha.layout;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An operator's order to observe only, with an end: a pause nobody ends is an outage waiting for its hour. The instants are of the operator's
 * wall clock and for people; when it is over follows from its length and the age of its znode, so that no clock needs to agree with another.
 */
public record PauseRecord(String by, String reason, Instant since, Instant until) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration NOTHING = Duration.ofMillis(1);

    public PauseRecord {
        if (!until.isAfter(since) || Duration.between(since, until).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A pause ends after it begins, and within a year since=" + since + " until=" + until);
        }
    }

    /** The end of a pause, with a word of who ended it: a pause in the place of the former that is over as soon as it is stored. */
    public static PauseRecord end(String by, String reason, Instant now) {
        return new PauseRecord(by, reason, now, now.plus(NOTHING));
    }

    public boolean isEnd() {
        return length().equals(NOTHING);
    }

    /** How long it lasts from the moment it was stored. */
    public Duration length() {
        return Duration.between(since, until);
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("by", by);
        fields.put("reason", reason);
        fields.put("since", since.toString());
        fields.put("until", until.toString());
        fields.put("length", length().toString());
        return FieldText.encode(fields);
    }

    public static PauseRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("pause", bytes);
        try {
            Instant since = FieldInstant.parse(fields, "since");
            Instant until = FieldInstant.parse(fields, "until");
            // Before there was a length, the two instants told it.
            Duration length = Duration.parse(
                    fields.textOr("length", Duration.between(since, until).toString()));
            return new PauseRecord(fields.text("by"), fields.text("reason"), since, since.plus(length));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new LayoutException("Pause record is not valid", e);
        }
    }
}
