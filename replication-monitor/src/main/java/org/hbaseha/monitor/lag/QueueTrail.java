package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/** The queue with one server's logs, at whatever server it is. Not thread safe. */
final class QueueTrail {

    /** An edit's time is taken before it is appended, so one in a new file may be older than the file by as much as an append can take. */
    private static final Duration APPEND = Duration.ofSeconds(2);

    private List<SourceQueue> newest = List.of();
    private Optional<MonotonicInstant> movedAt = Optional.empty();

    void listed(List<SourceQueue> queues, MonotonicInstant at) {
        List<SourceQueue> before = newest;
        newest = List.copyOf(queues);
        if (movedAt.isEmpty()
                || queues.isEmpty() != before.isEmpty()
                || !places(before).equals(places(queues))) {
            movedAt = Optional.of(at);
        }
    }

    /** Where shipping stands. A file that is begun adds to the queue and moves nothing. */
    private static Set<Object> places(List<SourceQueue> queues) {
        Set<Object> places = new HashSet<>();
        for (SourceQueue queue : queues) {
            queue.shipped().keySet().stream()
                    .map(WalName::group)
                    .distinct()
                    .flatMap(group -> queue.current(group).stream())
                    .forEach(wal -> places.add(List.of(wal, queue.shipped().getOrDefault(wal, 0L))));
        }
        return places;
    }

    /** How long ago it was seen to ship something; empty where it was never looked for. */
    Optional<Duration> stoodFor(MonotonicInstant now) {
        return movedAt.map(now::since);
    }

    Optional<ServerName> holder() {
        return newest.stream().map(SourceQueue::holder).findFirst();
    }

    /** Files before the oldest in the queue are applied as a whole, in each of the logs: so is everything older than the oldest of all. */
    Optional<Instant> floor() {
        return newest.stream()
                .flatMap(queue -> queue.shipped().keySet().stream())
                .map(WalName::begun)
                .min(Comparator.naturalOrder())
                .map(begun -> begun.minus(APPEND));
    }

    /** As {@link #floor}, of the logs that have no heartbeats; empty where all have. */
    Optional<Instant> floorBeside(String group) {
        return newest.stream()
                .flatMap(queue -> queue.shipped().keySet().stream())
                .filter(wal -> !wal.group().equals(group))
                .map(WalName::begun)
                .min(Comparator.naturalOrder())
                .map(begun -> begun.minus(APPEND));
    }

    /** How many logs the server writes side by side, as far as the queue shows. */
    int logs() {
        Set<String> groups = newest.stream()
                .flatMap(queue -> queue.shipped().keySet().stream())
                .map(WalName::group)
                .collect(Collectors.toSet());
        return groups.size();
    }
}
