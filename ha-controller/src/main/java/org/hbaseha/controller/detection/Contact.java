package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * Since when a silent server's host has been answering <em>us</em>, without a gap. Silence counts against a server only while we could have
 * heard it: after our own isolation the host answers at once, but the agent has to notice and dial again first.
 *
 * @param since first answer, or the first after a gap
 * @param unansweredSince when the first time-out after the latest answer came in
 */
record Contact(MonotonicInstant since, Optional<MonotonicInstant> unansweredSince) {

    /** One lost SYN is no gap. */
    private static final Duration GAP = Duration.ofMillis(500);

    static Contact begun(MonotonicInstant at) {
        return new Contact(at, Optional.empty());
    }

    Contact answered(MonotonicInstant at) {
        boolean gap = unansweredSince
                .filter(lost -> at.since(lost).compareTo(GAP) >= 0)
                .isPresent();
        return gap ? begun(at) : new Contact(since, Optional.empty());
    }

    Contact unanswered(MonotonicInstant at) {
        return unansweredSince.isPresent() ? this : new Contact(since, Optional.of(at));
    }
}
