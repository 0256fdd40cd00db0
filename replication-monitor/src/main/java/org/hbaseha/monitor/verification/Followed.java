package org.hbaseha.monitor.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a row that differs and is not sure yet. Immutable.
 *
 * @param since the first look at it
 * @param looks how many looks there were
 * @param changes how many of them found it changed
 * @param seen what the last look saw
 * @param seenSince the first of the looks that saw the same, one after the other
 * @param seenTimes how many of these there were, each far enough from the one before
 * @param lastSeen the last of these
 * @param due when to look again
 * @param doubt why it is not sure yet
 */
record Followed(
        RowKey row,
        Instant since,
        int looks,
        int changes,
        Fingerprint seen,
        Instant seenSince,
        int seenTimes,
        Instant lastSeen,
        Instant due,
        String doubt) {

    static Followed first(RowKey row, Fingerprint seen, Instant now) {
        return new Followed(row, now, 1, 0, seen, now, 1, now, now, "");
    }

    /** After a look at {@code now}; a clock that was set back makes it begin anew. */
    Followed again(Fingerprint found, Instant now, Duration apart) {
        if (!found.equals(seen) || now.isBefore(lastSeen)) {
            int changed = found.equals(seen) ? changes : changes + 1;
            return new Followed(row, since, looks + 1, changed, found, now, 1, now, now, doubt);
        }
        boolean counts = !now.isBefore(lastSeen.plus(apart));
        return new Followed(
                row,
                since,
                looks + 1,
                changes,
                seen,
                seenSince,
                counts ? seenTimes + 1 : seenTimes,
                counts ? now : lastSeen,
                now,
                doubt);
    }

    Followed until(Instant nextLook, String why) {
        return new Followed(row, since, looks, changes, seen, seenSince, seenTimes, lastSeen, nextLook, why);
    }

    /**
     * Why what was seen may still be on its way; empty when it is sure. It is when it was seen often enough and the watermark has since passed the
     * first of these looks: then all edits that made it what it is have been applied, whatever timestamps they have, and the peer still differs.
     */
    Optional<String> doubt(RowPair pair, Optional<Instant> watermark, Instant now, RecheckConfig config) {
        if (seenTimes < config.looks()) {
            String seenSoFar = "It was seen like this " + seenTimes + " of " + config.looks() + " times";
            return Optional.of(changes == 0 ? seenSoFar + "." : seenSoFar + ", and changed " + changes + " times before.");
        }
        Optional<String> newer = RowJudge.newerThan(watermark, pair, now.plus(config.farFuture()));
        return newer.or(() -> watermark
                .filter(applied -> applied.isBefore(seenSince))
                .map(applied -> "The watermark " + applied.toEpochMilli() + " is before the first look at it like this, "
                        + seenSince.toEpochMilli() + "."));
    }

    InFlightRow inFlight() {
        return new InFlightRow(row, since, looks, changes, doubt);
    }
}
