package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * A server that fell silent and came back three times within a minute is in quarantine until it has been steady for five: its silence says
 * little, and an expiry would hand its regions to and fro. It goes by address, for a restart does not mend a bad cable: who was expired for its silence
 * comes back as its successor. A silence that may have been ours (we stood still, were deaf, a witness heard the server, or many were silent at once)
 * is no flap.
 *
 * <p>Counted by each controller for itself and not carried over: a controller that was started in between has to hear three flaps of its own.
 */
final class Flapping implements Breaker {

    static final int FLAPS = 3;
    static final Duration WITHIN = Duration.ofMinutes(1);
    static final Duration STEADY = Duration.ofMinutes(5);

    private final Duration lease;
    private final BooleanSupplier massSilence;
    /** Servers that are silent now, and whether that may be our own doing. */
    private final Map<ServerName, Boolean> silentByUs = new HashMap<>();

    /** When servers were gone that were silent before, and not by us: their successors have come back. */
    private final Map<Address, MonotonicInstant> leftSilent = new HashMap<>();

    private final Map<Address, Deque<MonotonicInstant>> returns = new HashMap<>();
    /** When each server in quarantine was last seen unsteady. */
    private final Map<Address, MonotonicInstant> quarantine = new TreeMap<>();

    Flapping(Duration lease, BooleanSupplier massSilence) {
        this.lease = lease;
        this.massSilence = massSilence;
    }

    @Override
    public BreakerName name() {
        return BreakerName.FLAPPING;
    }

    @Override
    public void watch(Sight sight) {
        boolean ours = sight.isDazed(lease) || sight.isDeaf() || massSilence.getAsBoolean();
        Set<ServerName> there = new HashSet<>();
        for (Sight.Seen seen : sight.servers()) {
            if (seen.sound() == Sight.Sound.GONE) {
                continue;
            }
            there.add(seen.server());
            if (seen.isSilent()) {
                silentByUs.merge(seen.server(), ours || seen.sound() == Sight.Sound.SILENT_TO_US, Boolean::logicalOr);
                quarantine.computeIfPresent(seen.server().getAddress(), (server, before) -> sight.now());
            } else if (seen.sound() == Sight.Sound.HEARD) {
                boolean wasOurs =
                        Optional.ofNullable(silentByUs.remove(seen.server())).orElse(true);
                boolean succeeds = leftSilent.remove(seen.server().getAddress()) != null;
                if (!wasOurs || succeeds) {
                    cameBack(seen.server().getAddress(), sight.now());
                }
            }
        }
        silentByUs.forEach((server, byUs) -> {
            if (!byUs && !there.contains(server)) {
                leftSilent.put(server.getAddress(), sight.now());
            }
        });
        silentByUs.keySet().retainAll(there);
        leftSilent.values().removeIf(left -> sight.now().since(left).compareTo(WITHIN) >= 0);
        quarantine.values().removeIf(last -> sight.now().since(last).compareTo(STEADY) >= 0);
        returns.values()
                .forEach(times -> times.removeIf(at -> sight.now().since(at).compareTo(WITHIN) >= 0));
        returns.values().removeIf(Deque::isEmpty);
    }

    private void cameBack(Address server, MonotonicInstant at) {
        Deque<MonotonicInstant> times = returns.computeIfAbsent(server, name -> new ArrayDeque<>());
        times.removeIf(time -> at.since(time).compareTo(WITHIN) >= 0);
        times.addLast(at);
        if (times.size() >= FLAPS) {
            quarantine.put(server, at);
        }
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        return Optional.ofNullable(quarantine.get(situation.server().getAddress()))
                .map(last -> new Refusal(
                        RefusalCode.FLAPPING,
                        "unsteadyMsAgo=" + situation.now().since(last).toMillis() + " steadyMs=" + STEADY.toMillis()));
    }

    @Override
    public BreakerState state(Sight sight) {
        String names = quarantine.entrySet().stream()
                .map(one -> one.getKey() + " for another "
                        + STEADY.minus(sight.now().since(one.getValue())).toSeconds() + " s of steadiness")
                .collect(Collectors.joining(", "));
        return new BreakerState(
                name(),
                !quarantine.isEmpty(),
                quarantine.isEmpty() ? "no server is in quarantine" : "in quarantine: " + names,
                "by itself when they have been steady for " + STEADY.toMinutes() + " minutes, or by a reset",
                "fixed: " + FLAPS + " silences within " + WITHIN.toSeconds() + " s");
    }

    @Override
    public void reset(MonotonicInstant at) {
        quarantine.values().removeIf(last -> !last.isAfter(at));
        returns.values().forEach(times -> times.removeIf(time -> !time.isAfter(at)));
        leftSilent.values().removeIf(left -> !left.isAfter(at));
    }
}
