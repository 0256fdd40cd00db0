package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.Optional;

/** What one controller has been shown of ZooKeeper and the file system: what its core was told, before anything in it has thought about that. */
final class Ground {

    /** Of the design, not of the code: half a lease, a lease, two looks. */
    private static final Duration SLOW = Duration.ofMillis(750);

    private static final Duration AFTER = Duration.ofMillis(1_500);

    private boolean lost;
    private Optional<Duration> asked = Optional.empty();
    private Optional<Duration> zooKeeperEnd = Optional.empty();
    private int badLooks;
    private Optional<Duration> fileSystemEnd = Optional.empty();

    void zooKeeperLost() {
        lost = true;
    }

    void zooKeeperBack(Duration now) {
        zooKeeperEnd = lost ? Optional.of(now) : zooKeeperEnd;
        lost = false;
        asked = Optional.empty();
    }

    void asked(Duration now) {
        answered(now);
        asked = Optional.of(now);
    }

    void answered(Duration now) {
        if (asked.filter(at -> now.minus(at).compareTo(SLOW) > 0).isPresent()) {
            zooKeeperEnd = Optional.of(now);
        }
        asked = Optional.empty();
    }

    void looked(boolean well, Duration now) {
        if (well && badLooks >= 2) {
            fileSystemEnd = Optional.of(now);
        }
        badLooks = well ? 0 : badLooks + 1;
    }

    /** It knows, or has just known, of trouble that is no server's. */
    Optional<String> trouble(Duration now) {
        if (lost || asked.filter(at -> now.minus(at).compareTo(SLOW) > 0).isPresent() || isFresh(zooKeeperEnd, now)) {
            return Optional.of("zookeeper");
        }
        return badLooks >= 2 || isFresh(fileSystemEnd, now) ? Optional.of("file-system") : Optional.empty();
    }

    private static boolean isFresh(Optional<Duration> end, Duration now) {
        return end.filter(at -> now.minus(at).compareTo(AFTER) < 0).isPresent();
    }
}
