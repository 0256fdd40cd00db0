package org.hbaseha.monitor.coordination;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.layout.LiveSettingsRecord;

/**
 * What may change while a monitor runs. Pure.
 *
 * @param sweepPeriod the background sweep proves everything anew within this time
 * @param sweepBytesPerSecond so much of both clusters together the sweep of a pair reads at most; 0 for no limit
 * @param continuousInterval time between two rounds of the continuous check
 * @param paused why nothing is verified now, a sentence; lag is looked at all the same
 */
public record LiveSettings(
        Duration sweepPeriod, long sweepBytesPerSecond, Duration continuousInterval, Optional<String> paused) {

    public static final long MEGABYTE = 1_000_000;

    /** As their keys would bound them, and the defaults of those. */
    public LiveSettings {
        requireWithin("sweepPeriod", sweepPeriod, Duration.ofSeconds(10), Duration.ofDays(90));
        requireWithin("continuousInterval", continuousInterval, Duration.ofSeconds(1), Duration.ofHours(1));
        if (sweepBytesPerSecond < 0) {
            throw new IllegalArgumentException("Not a rate sweepBytesPerSecond=" + sweepBytesPerSecond);
        }
        if (continuousInterval.compareTo(sweepPeriod) > 0) {
            throw new IllegalArgumentException("The continuous check is not rarer than the sweep continuousInterval="
                    + continuousInterval.toMillis() + "ms sweepPeriod=" + sweepPeriod.toMillis() + "ms");
        }
    }

    private static void requireWithin(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("Out of bounds " + name + "=" + value.toMillis() + "ms least="
                    + least.toMillis() + "ms most=" + most.toMillis() + "ms");
        }
    }

    /** As configured on this machine. */
    public static LiveSettings of(Settings settings) {
        try {
            return new LiveSettings(
                    settings.get(HaKeys.MONITOR_SWEEP_PERIOD),
                    settings.get(HaKeys.MONITOR_SWEEP_RATE) * MEGABYTE,
                    settings.get(HaKeys.MONITOR_CONTINUOUS_INTERVAL),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage() + ": correct " + HaKeys.MONITOR_CONTINUOUS_INTERVAL.name() + " or "
                    + HaKeys.MONITOR_SWEEP_PERIOD.name());
        }
    }

    /** These, but for what an operator has set. Throws {@link IllegalArgumentException} where that does not fit. */
    public LiveSettings with(LiveSettingsRecord set) {
        return new LiveSettings(
                set.sweepPeriod().orElse(sweepPeriod),
                set.sweepBytesPerSecond().orElse(sweepBytesPerSecond),
                set.continuousInterval().orElse(continuousInterval),
                set.paused().map(why -> "paused by " + why));
    }

    /** These, standing still. */
    LiveSettings paused(String why) {
        return new LiveSettings(sweepPeriod, sweepBytesPerSecond, continuousInterval, Optional.of(why));
    }
}
