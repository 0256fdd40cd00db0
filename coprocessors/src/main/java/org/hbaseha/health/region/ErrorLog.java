package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;

/**
 * Logs errors of a thread that turns many times a second: the first with its stack, then one line a minute at most with the number of those
 * in between, whatever they are. An agent that is broken must not fill the disk of the server it lives in. Never throws. Meant for one
 * thread: two at once miscount. No clock.
 */
final class ErrorLog {

    private static final Duration EACH = Duration.ofMinutes(1);

    private final Logger log;
    private final String what;
    private Optional<MonotonicInstant> last = Optional.empty();
    private long unsaid;

    ErrorLog(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    void failed(Throwable error, MonotonicInstant now) {
        if (last.filter(at -> now.since(at).compareTo(EACH) < 0).isPresent()) {
            unsaid++;
            return;
        }
        last = Optional.of(now);
        try {
            log.error("{} failed notLoggedBefore={}", what, unsaid, error);
        } catch (Throwable t) {
            // No memory to log with, mostly. The thread has better things to do than to end of it.
            return;
        }
        unsaid = 0;
    }
}
