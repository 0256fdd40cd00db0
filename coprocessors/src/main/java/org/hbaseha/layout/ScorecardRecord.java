package org.hbaseha.layout;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of the verdicts that were not carried out, over all leaders so far.
 *
 * @param since when this began to be kept, by a leader's wall clock
 * @param observed time for which region servers were heard, added up over the servers
 * @param clean the same since the last mistake
 * @param cleanElapsed time since the last mistake in which a leader heard servers, however many; zero in a record of an older version
 * @param confirmed servers that would have been expired, and that ZooKeeper let go later
 * @param mistaken servers that would have been expired, and that beat again
 * @param unknown servers that would have been expired, of which neither was seen
 * @param missed servers that ZooKeeper let go though nothing was said against them and they had not said goodbye
 * @param held verdicts that a breaker or a pause would have held up; {@code heldAlive} of these servers beat again
 * @param earlier by how much earlier the confirmed verdicts were than ZooKeeper, added up; {@code earliest} is the most of one
 * @param lastMistake server and sentence; empty without a mistake
 */
public record ScorecardRecord(
        Instant since,
        Duration observed,
        Duration clean,
        Duration cleanElapsed,
        long confirmed,
        long mistaken,
        long unknown,
        long missed,
        long held,
        long heldAlive,
        Duration earlier,
        Duration earliest,
        String lastMistake) {

    /** Nothing seen yet. */
    public static ScorecardRecord empty(Instant since) {
        return new ScorecardRecord(
                since, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, "");
    }

    /** This and what was seen after it. */
    public ScorecardRecord plus(ScorecardRecord later) {
        return new ScorecardRecord(
                since,
                observed.plus(later.observed),
                later.mistaken > 0 ? later.clean : clean.plus(later.clean),
                later.mistaken > 0 ? later.cleanElapsed : cleanElapsed.plus(later.cleanElapsed),
                confirmed + later.confirmed,
                mistaken + later.mistaken,
                unknown + later.unknown,
                missed + later.missed,
                held + later.held,
                heldAlive + later.heldAlive,
                earlier.plus(later.earlier),
                earliest.compareTo(later.earliest) > 0 ? earliest : later.earliest,
                later.lastMistake.isEmpty() ? lastMistake : later.lastMistake);
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("since", since.toString());
        fields.put("observed", observed.toString());
        fields.put("clean", clean.toString());
        fields.put("clean-elapsed", cleanElapsed.toString());
        fields.put("confirmed", Long.toString(confirmed));
        fields.put("mistaken", Long.toString(mistaken));
        fields.put("unknown", Long.toString(unknown));
        fields.put("missed", Long.toString(missed));
        fields.put("held", Long.toString(held));
        fields.put("held-alive", Long.toString(heldAlive));
        fields.put("earlier", earlier.toString());
        fields.put("earliest", earliest.toString());
        fields.put("last-mistake", lastMistake);
        return FieldText.encode(fields);
    }

    public static ScorecardRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("scorecard", bytes);
        try {
            return new ScorecardRecord(
                    FieldInstant.parse(fields, "since"),
                    Duration.parse(fields.text("observed")),
                    Duration.parse(fields.text("clean")),
                    Duration.parse(fields.textOr("clean-elapsed", "PT0S")),
                    Long.parseLong(fields.text("confirmed")),
                    Long.parseLong(fields.text("mistaken")),
                    Long.parseLong(fields.text("unknown")),
                    Long.parseLong(fields.text("missed")),
                    Long.parseLong(fields.text("held")),
                    Long.parseLong(fields.text("held-alive")),
                    Duration.parse(fields.text("earlier")),
                    Duration.parse(fields.text("earliest")),
                    fields.textOr("last-mistake", ""));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new LayoutException("Scorecard record is not valid", e);
        }
    }
}
