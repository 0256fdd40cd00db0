package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits for conditions with a deadline. */
final class Awaited {

    private static final Duration POLL = Duration.ofMillis(100);

    private Awaited() {}

    /** Something that becomes true; an {@link IOException} means not yet. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /** What still stands in the way, for a person; empty when nothing does. An {@link IOException} is an obstacle, too. */
    @FunctionalInterface
    interface Obstacle {
        Optional<String> present() throws IOException;
    }

    /**
     * Waits until nothing stands in the way.
     *
     * @param what is awaited, as it stands in the message of the failure, followed by the last obstacle
     * @throws TrialFailure when the time is over
     */
    static void until(String what, Duration atMost, Obstacle obstacle) throws InterruptedException, TrialFailure {
        String[] last = {""};
        boolean gone = within(atMost, () -> {
            try {
                Optional<String> present = obstacle.present();
                present.ifPresent(text -> last[0] = text);
                return present.isEmpty();
            } catch (IOException e) {
                last[0] = String.valueOf(e.getMessage());
                return false;
            }
        });
        if (!gone) {
            throw new TrialFailure("Waited " + atMost.toSeconds() + " s for " + what + ": " + last[0]);
        }
    }

    /** Lets time pass; not at all when there is none left. */
    static void pause(Duration length) throws InterruptedException {
        if (!length.isNegative()) {
            Thread.sleep(length.toMillis());
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
