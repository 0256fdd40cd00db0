package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * How fast one source server writes, for estimates: requests from what it reports, bytes from how far apart its heartbeats are in one log. Both count
 * all its tables, replicated or not. A minute old on average. Not thread safe.
 */
final class WriteRates {

    private static final double MINUTE = 60;

    private double perSecond;
    private double bytesPerSecond;
    private Optional<Count> last = Optional.empty();
    private Optional<Heartbeat> lastHeartbeat = Optional.empty();

    private record Count(long writes, MonotonicInstant at) {}

    void writes(long writes, MonotonicInstant at) {
        last.ifPresent(before -> {
            // The sum is of open regions, so it falls when one moves away.
            long more = Math.max(0, writes - before.writes());
            perSecond = towards(perSecond, more, at.since(before.at()));
        });
        last = Optional.of(new Count(writes, at));
    }

    void heartbeat(Heartbeat heartbeat) {
        if (lastHeartbeat.filter(heartbeat::equals).isPresent()) {
            return;
        }
        lastHeartbeat
                .filter(before -> before.wal().equals(heartbeat.wal())
                        && before.offset() < heartbeat.offset()
                        && before.written().isBefore(heartbeat.written()))
                .ifPresent(before -> bytesPerSecond = towards(
                        bytesPerSecond,
                        heartbeat.offset() - before.offset(),
                        Duration.between(before.written(), heartbeat.written())));
        lastHeartbeat = Optional.of(heartbeat);
    }

    private static double towards(double rate, long more, Duration in) {
        double seconds = in.toNanos() / 1e9;
        if (seconds <= 0) {
            return rate;
        }
        double weight = 1 - Math.exp(-seconds / MINUTE);
        return rate == 0 ? more / seconds : rate + weight * (more / seconds - rate);
    }

    double perSecond() {
        return perSecond;
    }

    double bytesPerSecond() {
        return bytesPerSecond;
    }
}
