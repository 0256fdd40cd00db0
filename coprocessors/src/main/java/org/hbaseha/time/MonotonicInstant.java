package org.hbaseha.time;

import java.time.Duration;

/**
 * A point on the monotonic clock of one JVM, in nanoseconds since an arbitrary origin. Instants of two JVMs, or of two runs of one, must not
 * be compared. The clock behind it counts while the process is stopped by SIGSTOP, and may stand still while a virtual machine is suspended.
 */
public record MonotonicInstant(long nanos) implements Comparable<MonotonicInstant> {

    public MonotonicInstant plus(Duration duration) {
        return new MonotonicInstant(nanos + duration.toNanos());
    }

    public MonotonicInstant minus(Duration duration) {
        return new MonotonicInstant(nanos - duration.toNanos());
    }

    /** The time from {@code earlier} to this instant; negative when {@code earlier} is later. */
    public Duration since(MonotonicInstant earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    public boolean isBefore(MonotonicInstant other) {
        return nanos - other.nanos < 0;
    }

    public boolean isAfter(MonotonicInstant other) {
        return nanos - other.nanos > 0;
    }

    /** By difference, as {@link System#nanoTime} asks for: the origin may lie anywhere, so values may wrap. */
    @Override
    public int compareTo(MonotonicInstant other) {
        return Long.signum(nanos - other.nanos);
    }
}
