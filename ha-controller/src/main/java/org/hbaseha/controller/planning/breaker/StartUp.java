package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * What has just begun is not judged by silence. Three beginnings:
 *
 * <ul>
 *   <li>a leadership waits one lease, for what its predecessor heard it did not;
 *   <li>a server, until it has once beaten for a lease without being suspected, though no longer than the grace after its first beat: one that
 *       hangs at its start must be recovered too;
 *   <li>the cluster: while most servers registered within the grace, all of them are busy with opening regions, and so are HDFS and ZooKeeper.
 * </ul>
 *
 * Servers in the first list that this controller reads count as old: it cannot know better, and a restarted controller must not stand by idle.
 * Nothing is carried over to another controller, each has its own ears.
 */
final class StartUp implements Breaker {

    private final Duration lease;
    private final Duration grace;
    private final Map<ServerName, Beginning> servers = new HashMap<>();
    private Optional<MonotonicInstant> clusterUntil = Optional.empty();
    private Optional<MonotonicInstant> reset = Optional.empty();
    private boolean listed;

    /** {@code registered}: when its znode came up; empty for one that was there before us. */
    private record Beginning(
            Optional<MonotonicInstant> registered,
            Optional<MonotonicInstant> firstBeat,
            MonotonicInstant steadySince,
            boolean settled) {

        /** {@code lastLife}: its last beat, and not now: it may be silent already, and not suspected yet. */
        Beginning heard(MonotonicInstant lastLife, MonotonicInstant now, Duration steady) {
            return new Beginning(
                    registered,
                    firstBeat.or(() -> Optional.of(now)),
                    firstBeat.isEmpty() ? now : steadySince,
                    settled
                            || (firstBeat.isPresent()
                                    && lastLife.since(steadySince).compareTo(steady) >= 0));
        }

        Beginning silent(MonotonicInstant now) {
            return new Beginning(registered, firstBeat, now, settled);
        }
    }

    StartUp(Duration lease, Duration grace) {
        this.lease = lease;
        this.grace = grace;
    }

    @Override
    public BreakerName name() {
        return BreakerName.START_UP;
    }

    @Override
    public void watch(Sight sight) {
        MonotonicInstant now = sight.now();
        for (Sight.Seen seen : sight.servers()) {
            if (!seen.registered()) {
                continue;
            }
            Optional<MonotonicInstant> since = listed ? Optional.of(now) : Optional.empty();
            Beginning known =
                    servers.computeIfAbsent(seen.server(), name -> new Beginning(since, Optional.empty(), now, false));
            if (seen.sound() == Sight.Sound.HEARD) {
                servers.put(seen.server(), known.heard(seen.lastLife(), now, lease));
            } else if (seen.isSilent()) {
                servers.put(seen.server(), known.silent(now));
            }
        }
        listed = true;
        servers.keySet()
                .retainAll(sight.servers().stream()
                        .filter(Sight.Seen::registered)
                        .map(Sight.Seen::server)
                        .collect(Collectors.toSet()));
        clusterUntil = clusterUntil.filter(until -> now.isBefore(until));
        long young = servers.values().stream().filter(one -> isYoung(one, now)).count();
        if (young * 2 > servers.size()) {
            clusterUntil = servers.values().stream()
                    .flatMap(one -> one.registered().stream())
                    .max(MonotonicInstant::compareTo)
                    .map(newest -> newest.plus(grace));
        }
    }

    private boolean isYoung(Beginning one, MonotonicInstant now) {
        return one.registered()
                .filter(since -> now.since(since).compareTo(grace) < 0)
                .filter(since -> reset.filter(at -> !since.isAfter(at)).isEmpty())
                .isPresent();
    }

    private boolean isUnsettled(Beginning one, MonotonicInstant now) {
        return !one.settled()
                && one.firstBeat()
                        .filter(first -> now.since(first).compareTo(grace) < 0)
                        .filter(first -> reset.filter(at -> !first.isAfter(at)).isEmpty())
                        .isPresent();
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        MonotonicInstant now = situation.now();
        Duration leading = now.since(situation.leadingSince());
        if (leading.compareTo(lease) < 0) {
            return Optional.of(new Refusal(RefusalCode.NEW_LEADER, "leadingForMs=" + leading.toMillis()));
        }
        if (clusterUntil.filter(until -> now.isBefore(until)).isPresent()) {
            return Optional.of(new Refusal(RefusalCode.STARTING_UP, "cluster startsForMs=" + left(now)));
        }
        return Optional.ofNullable(servers.get(situation.server()))
                .filter(one -> isUnsettled(one, now))
                .map(one -> new Refusal(RefusalCode.STARTING_UP, "server has not beaten steadily yet"));
    }

    private long left(MonotonicInstant now) {
        return clusterUntil.map(until -> until.since(now).toMillis()).orElse(0L);
    }

    @Override
    public BreakerState state(Sight sight) {
        MonotonicInstant now = sight.now();
        boolean newLeader = sight.leadingSince()
                .filter(since -> now.since(since).compareTo(lease) < 0)
                .isPresent();
        long unsettled =
                servers.values().stream().filter(one -> isUnsettled(one, now)).count();
        return new BreakerState(
                name(),
                newLeader || clusterUntil.isPresent() || unsettled > 0,
                sentence(newLeader, unsettled, now),
                "by itself, at the latest " + grace.toSeconds() + " s after the last start, or by a reset",
                HaKeys.START_UP_GRACE.name());
    }

    private String sentence(boolean newLeader, long unsettled, MonotonicInstant now) {
        if (clusterUntil.isPresent()) {
            return "most servers were started a moment ago; another " + left(now) + " ms";
        }
        return newLeader
                ? "this controller has not led for one lease yet"
                : unsettled + " servers have not beaten steadily since they started";
    }

    @Override
    public void reset(MonotonicInstant at) {
        reset = Optional.of(at);
        clusterUntil = Optional.empty();
    }
}
