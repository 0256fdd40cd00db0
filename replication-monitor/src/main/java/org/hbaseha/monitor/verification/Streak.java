package org.hbaseha.monitor.verification;

import java.time.Duration;
import java.time.Instant;

/**
 * Looks at a row, one after the other, that all saw the same. Immutable.
 *
 * @param since the first of them
 * @param times how many there were, each far enough from the one before; those between do not count
 * @param last the last of them that counts
 */
record Streak(Fingerprint seen, Instant since, int times, Instant last) {

    static Streak begun(Fingerprint seen, Instant now) {
        return new Streak(seen, now, 1, now);
    }

    /** With a look at {@code now}; it begins anew where that saw something else, and where the clock was set back. */
    Streak with(Fingerprint found, Instant now, Duration apart) {
        if (!found.equals(seen) || now.isBefore(last)) {
            return begun(found, now);
        }
        return now.isBefore(last.plus(apart)) ? this : new Streak(seen, since, times + 1, now);
    }
}
