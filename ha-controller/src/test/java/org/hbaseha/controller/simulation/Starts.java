package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;

/**
 * What one controller has been shown of servers that start and stop: lists of names, goodbyes and signs of life, before anything in it has thought
 * about that. Where the controller may be late or generous, this is more so: it calls a start only what nobody can call otherwise.
 */
final class Starts {

    /** Of the design, not of the code: the grace after a start, two restarts within ten minutes. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final Duration RESTARTS_WITHIN = Duration.ofMinutes(10);
    private static final int RESTARTS = 2;

    /** A lease, less the silence that is no suspicion yet and what a look at all servers may be late. */
    private static final Duration BARELY_HEARD = Duration.ofMillis(800);

    /** What was there for a shorter time may not have been looked at. */
    private static final Duration NOTICED = Duration.ofMillis(100);

    private final Map<ServerName, Life> lives = new HashMap<>();
    private final Set<ServerName> stopped = new HashSet<>();
    private final Map<Address, Long> startCodes = new HashMap<>();
    private final Map<Address, Duration> restarts = new HashMap<>();
    /** Of names that were in no list before; those of the first list are old. */
    private final Map<ServerName, Duration> registeredSince = new HashMap<>();

    private Set<ServerName> list = Set.of();
    private Duration listedAt = Duration.ZERO;
    private boolean listed;
    private Optional<Duration> clusterUntil = Optional.empty();

    /** The first and the latest sign of it. */
    private record Life(Duration first, Duration last) {}

    void heard(ServerName server, Duration at) {
        lives.merge(server, new Life(at, at), (before, now) -> new Life(before.first(), at));
    }

    /** It said that it stops in order. */
    void stops(ServerName server, Duration at) {
        if (stopped.add(server)) {
            restarts.put(server.getAddress(), at);
        }
    }

    void listed(Set<ServerName> registered, Duration at) {
        clusterUntil = clusterYoungUntil(at);
        for (ServerName server : registered) {
            if (listed && !list.contains(server)) {
                registeredSince.put(server, at);
            }
            Long before = startCodes.get(server.getAddress());
            if (listed && before != null && server.getStartCode() > before) {
                restarts.put(server.getAddress(), at);
            }
            startCodes.merge(server.getAddress(), server.getStartCode(), Math::max);
        }
        list = Set.copyOf(registered);
        listedAt = at;
        listed = true;
    }

    /** The latest list counts once it has been there for long enough to be looked at. */
    private Optional<Duration> clusterYoungUntil(Duration now) {
        if (now.minus(listedAt).compareTo(NOTICED) < 0) {
            return clusterUntil;
        }
        long young = list.stream()
                .flatMap(server -> Optional.ofNullable(registeredSince.get(server)).stream())
                .filter(since -> listedAt.plus(NOTICED).minus(since).compareTo(GRACE) < 0)
                .count();
        if (young * 2 <= list.size()) {
            return clusterUntil;
        }
        return list.stream()
                .flatMap(server -> Optional.ofNullable(registeredSince.get(server)).stream())
                .max(Duration::compareTo)
                .map(newest -> newest.plus(GRACE));
    }

    /** Most of its servers have come up within the grace. */
    boolean isClusterYoung(Duration now) {
        return clusterYoungUntil(now).filter(until -> now.compareTo(until) < 0).isPresent();
    }

    /** It has never been heard for a lease, and has not had the time in which every server would have been. */
    boolean isYoung(ServerName server, Duration now) {
        return !stopped.contains(server)
                && Optional.ofNullable(lives.get(server))
                        .filter(life -> life.last().minus(life.first()).compareTo(BARELY_HEARD) < 0)
                        .filter(life -> now.minus(life.first()).compareTo(GRACE) < 0)
                        .isPresent();
    }

    /** Somebody restarts one after the other, and this one was stopped, or came back, a moment ago. */
    boolean isBeingRestarted(ServerName server, Duration now) {
        long all = restarts.values().stream()
                .filter(at -> now.minus(at).compareTo(RESTARTS_WITHIN) < 0)
                .filter(at -> now.minus(at).compareTo(NOTICED) >= 0)
                .count();
        return all >= RESTARTS
                && Optional.ofNullable(restarts.get(server.getAddress()))
                        .map(now::minus)
                        .filter(ago -> ago.compareTo(NOTICED) >= 0 && ago.compareTo(GRACE) < 0)
                        .isPresent();
    }
}
