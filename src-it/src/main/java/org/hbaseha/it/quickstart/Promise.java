package org.hbaseha.it.quickstart;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.it.benchmark.Scenario;

/** The bounds that a quickstart is held against. */
final class Promise {

    private static final Duration CRASH = Duration.ofSeconds(5);
    private static final Duration AFTER_PAUSE_BUDGET = Duration.ofSeconds(4);

    private Promise() {}

    /** Fault → all regions of the victim can be written and read; empty where nothing is to move. */
    static Optional<Duration> recovers(Scenario scenario) {
        return switch (scenario) {
            case CRASH -> Optional.of(CRASH);
            case FREEZE ->
                Optional.of(Settings.of(Map.of()).get(HaKeys.PAUSE_BUDGET).plus(AFTER_PAUSE_BUDGET));
            case FREEZE_2S -> Optional.empty();
        };
    }
}
