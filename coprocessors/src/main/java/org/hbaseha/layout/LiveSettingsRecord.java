package org.hbaseha.layout;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator has set for all replication monitors while they run. What is absent is as each monitor's own configuration says.
 *
 * @param sweepPeriod the background sweep proves everything anew within this time
 * @param sweepBytesPerSecond so much of both clusters together it reads at most; 0 for no limit
 * @param continuousInterval time between two rounds of the continuous check
 * @param paused who has paused all verification, and why; lag is looked at all the same
 * @param by who wrote this record, and {@code at} when, by that one's wall clock: for people
 */
public record LiveSettingsRecord(
        Optional<Duration> sweepPeriod,
        Optional<Long> sweepBytesPerSecond,
        Optional<Duration> continuousInterval,
        Optional<String> paused,
        String by,
        Instant at) {

    public LiveSettingsRecord {
        sweepPeriod.ifPresent(LiveSettingsRecord::requireSpan);
        continuousInterval.ifPresent(LiveSettingsRecord::requireSpan);
        if (sweepBytesPerSecond.filter(rate -> rate < 0).isPresent()) {
            throw new IllegalArgumentException("Not a rate sweepBytesPerSecond=" + sweepBytesPerSecond.orElseThrow());
        }
    }

    private static void requireSpan(Duration span) {
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException("A time between two rounds is positive span=" + span);
        }
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        sweepPeriod.ifPresent(period -> fields.put("sweep-period", period.toString()));
        sweepBytesPerSecond.ifPresent(rate -> fields.put("sweep-bytes-per-second", Long.toString(rate)));
        continuousInterval.ifPresent(interval -> fields.put("continuous-interval", interval.toString()));
        paused.ifPresent(why -> fields.put("paused", why));
        fields.put("by", by);
        fields.put("at", at.toString());
        return FieldText.encode(fields);
    }

    public static LiveSettingsRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("live-settings", bytes);
        try {
            return new LiveSettingsRecord(
                    optional(fields, "sweep-period").map(Duration::parse),
                    optional(fields, "sweep-bytes-per-second").map(Long::valueOf),
                    optional(fields, "continuous-interval").map(Duration::parse),
                    optional(fields, "paused"),
                    fields.textOr("by", "unknown"),
                    FieldInstant.parse(fields, "at"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new LayoutException("Live settings are not valid", e);
        }
    }

    private static Optional<String> optional(FieldText.Fields fields, String key) {
        return Optional.ofNullable(fields.values().get(key));
    }
}
