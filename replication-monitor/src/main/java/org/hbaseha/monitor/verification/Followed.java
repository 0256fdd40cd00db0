package org.hbaseha.monitor.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a row that differs and is not sure yet. Immutable.
 *
 * @param since the first look at it
 * @param looks how many looks there were
 * @param changes how many of them found it other than the look before
 * @param same the last of them, that saw the same
 * @param lasting cells that have expired by then are left out
 * @param due when to look again
 * @param doubt why it is not sure yet
 */
record Followed(
        RowKey row, Instant since, int looks, int changes, Streak same, Instant lasting, Instant due, String doubt) {

    static Followed first(RowKey row, Fingerprint seen, Instant lasting, Instant now) {
        return new Followed(row, now, 1, 0, Streak.begun(seen, now), lasting, now, "");
    }

    Followed again(Fingerprint found, Instant nowLasting, Instant now, Duration apart) {
        int changed = found.equals(same.seen()) ? changes : changes + 1;
        return new Followed(row, since, looks + 1, changed, same.with(found, now, apart), nowLasting, now, doubt);
    }

    Followed until(Instant nextLook, String why) {
        return new Followed(row, since, looks, changes, same, lasting, nextLook, why);
    }

    /**
     * Why what was seen may still be on its way; empty when it is sure. It is when it was seen often enough and the watermark has since passed the
     * first of these looks: then all edits that made it what it is have been applied, whatever timestamps they have, and the peer still differs.
     */
    Optional<String> doubt(RowPair pair, Optional<Instant> watermark, Instant now, RecheckConfig config) {
        if (same.times() < config.looks()) {
            return Optional.of("It was seen like this " + same.times() + " of " + Reasons.count(config.looks(), "time")
                    + (changes == 0 ? "." : ", and changed " + Reasons.count(changes, "time") + " before."));
        }
        Optional<String> newer = RowJudge.newerThan(watermark, pair, now.plus(config.farFuture()));
        return newer.or(() -> watermark
                .filter(applied -> applied.isBefore(same.since()))
                .map(applied -> "The watermark " + applied.toEpochMilli()
                        + " is before the first look at it like this, "
                        + same.since().toEpochMilli() + "."));
    }

    InFlightRow inFlight() {
        return new InFlightRow(row, since, looks, changes, doubt);
    }
}
