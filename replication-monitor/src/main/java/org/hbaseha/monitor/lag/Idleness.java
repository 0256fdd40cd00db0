package org.hbaseha.monitor.lag;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hbaseha.time.MonotonicInstant;

/**
 * Whether a living server without regions still counts. Stock writes no marker there ({@code ReplicationMarkerChore}), so its watermark would stand
 * still for ever though it writes nothing. It does not count when it was never seen with a region, from its start on. Else when every file that was in its
 * queue after its last region had left is gone from there: HBase begins a new one each hour ({@code hbase.regionserver.logroll.period}), or when an
 * operator asks for it ({@code wal_roll}), and what was written is in the older ones. That the server reports no lag is no reason: a source says zero
 * while it sleeps, waits for buffers or is disabled. Not thread safe.
 */
final class Idleness {

    private boolean hadRegions;
    private Optional<MonotonicInstant> emptySince = Optional.empty();
    private Optional<Set<WalName>> left = Optional.empty();
    private boolean settled;

    /** {@code newcomer}: it was not there when the servers were listed before. */
    Idleness(boolean newcomer) {
        this.hadRegions = !newcomer;
    }

    void reported(Observation.ServerReport report, MonotonicInstant at) {
        if (report.regions() > 0) {
            hadRegions = true;
            emptySince = Optional.empty();
            left = Optional.empty();
            settled = false;
        } else if (emptySince.isEmpty()) {
            emptySince = Optional.of(at);
        }
    }

    void listed(List<SourceQueue> queues, Observation.QueuesListed listing) {
        if (emptySince.isEmpty()
                || queues.isEmpty()
                || !listing.whole()
                || listing.begun().isBefore(emptySince.get())) {
            return;
        }
        Set<WalName> files = queues.stream()
                .flatMap(queue -> queue.shipped().keySet().stream())
                .collect(Collectors.toSet());
        if (left.isEmpty()) {
            left = Optional.of(files);
        }
        settled = settled || Collections.disjoint(files, left.get());
    }

    /** It has no regions, and what it wrote when it had some is applied. */
    boolean isIdle() {
        return emptySince.isPresent() && (settled || !hadRegions);
    }

    /** It has no regions, and what it wrote when it had some may be on its way. */
    boolean isLeaving() {
        return emptySince.isPresent() && !isIdle();
    }
}
