package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * Two servers that said that they stop in order, or came back with a new start code, within ten minutes: somebody restarts the cluster one by one.
 * While that lasts, a server is not judged by silence for a grace after it said goodbye or came back: it empties itself, or warms up, on a
 * machine that its operator is looking at. Two, since one restart alone is a crash as likely as not. All others are judged as ever, and a newer
 * start code is class C, which passes.
 *
 * <p>Seen by each controller for itself; a controller restarted in between begins to count anew, which costs the grace and nothing else.
 */
final class RollingRestart implements Breaker {

    static final int RESTARTS = 2;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private final Duration grace;
    private final Map<Address, Long> startCodes = new HashMap<>();
    private final Map<Address, MonotonicInstant> restarts = new HashMap<>();
    private final Set<ServerName> stopping = new HashSet<>();

    RollingRestart(Duration grace) {
        this.grace = grace;
    }

    @Override
    public BreakerName name() {
        return BreakerName.ROLLING_RESTART;
    }

    @Override
    public void watch(Sight sight) {
        for (Sight.Seen seen : sight.servers()) {
            ServerName server = seen.server();
            if (seen.stopping() && stopping.add(server)) {
                restarts.put(server.getAddress(), sight.now());
            }
            if (seen.registered()) {
                long before = startCodes.getOrDefault(server.getAddress(), server.getStartCode());
                if (server.getStartCode() > before) {
                    restarts.put(server.getAddress(), sight.now());
                }
                startCodes.put(server.getAddress(), Math.max(before, server.getStartCode()));
            }
        }
        stopping.retainAll(sight.servers().stream().map(Sight.Seen::server).collect(Collectors.toSet()));
        restarts.values().removeIf(at -> sight.now().since(at).compareTo(WITHIN) >= 0);
        Set<Address> known =
                sight.servers().stream().map(seen -> seen.server().getAddress()).collect(Collectors.toSet());
        startCodes.keySet().removeIf(server -> !restarts.containsKey(server) && !known.contains(server));
    }

    private boolean isUnderWay() {
        return restarts.size() >= RESTARTS;
    }

    private boolean isFresh(MonotonicInstant restarted, MonotonicInstant now) {
        return now.since(restarted).compareTo(grace) < 0;
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        return Optional.ofNullable(restarts.get(situation.server().getAddress()))
                .filter(at -> isUnderWay() && isFresh(at, situation.now()))
                .map(at -> new Refusal(
                        RefusalCode.ROLLING_RESTART,
                        "restarted=" + restarts.size() + " sinceMs="
                                + situation.now().since(at).toMillis() + " graceMs=" + grace.toMillis()));
    }

    /** Open only while some server is within its grace: one that holds nobody up is no concern of the operator. */
    @Override
    public BreakerState state(Sight sight) {
        String fresh = restarts.entrySet().stream()
                .filter(one -> isFresh(one.getValue(), sight.now()))
                .map(one -> one.getKey().toString())
                .sorted()
                .collect(Collectors.joining(", "));
        String sentence = restarts.size() + " servers were restarted within " + WITHIN.toMinutes() + " minutes";
        boolean open = isUnderWay() && !fresh.isEmpty();
        return new BreakerState(
                name(),
                open,
                open ? sentence + "; given time: " + fresh : sentence,
                "by itself " + grace.toSeconds() + " s after each restart, or by a reset",
                HaKeys.START_UP_GRACE.name());
    }

    @Override
    public void reset(MonotonicInstant at) {
        restarts.values().removeIf(restarted -> !restarted.isAfter(at));
    }
}
