package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;

/** Waits for conditions with a deadline. */
final class Awaited {

    private static final Duration POLL = Duration.ofMillis(100);

    private Awaited() {}

    /** Something that becomes true; an {@link IOException} means not yet. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * @param what is awaited, as it stands in the message of the failure
     * @throws TrialFailure when the time is over
     */
    static void until(String what, Duration atMost, Condition condition) throws InterruptedException, TrialFailure {
        if (!within(atMost, condition)) {
            throw new TrialFailure("Not within " + atMost.toSeconds() + " s: " + what);
        }
    }

    /** Whether it became true in time. */
    static boolean within(Duration atMost, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return true;
                }
            } catch (IOException e) {
                // Not yet: the cluster under test is being hurt on purpose.
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
