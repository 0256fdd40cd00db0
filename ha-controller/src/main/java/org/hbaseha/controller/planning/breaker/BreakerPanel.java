package org.hbaseha.controller.planning.breaker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * All breakers of one controller. They are watched at every turn, leader or not, so that a follower that comes to lead knows what it has itself heard;
 * only the expiry rate is told anew then, from the EXPIRE records. What no controller carries to another is the rest: a controller process that has
 * just started has heard no silence and no flap, and judges by silence only servers that it has heard itself. Resets lie in ZooKeeper and reach all.
 * Owned by one {@code ControllerCore}, so by one thread; holds no clock.
 */
public final class BreakerPanel {

    private final ExpiryRate rate;
    private final List<Breaker> inOrder;
    private final Map<BreakerName, Shown> shown = new EnumMap<>(BreakerName.class);

    /** A state, and since when the breaker has been open; empty while it is closed. */
    public record Shown(BreakerState state, Optional<MonotonicInstant> openSince) {}

    public BreakerPanel(BreakerSettings settings) {
        rate = new ExpiryRate(settings.window());
        MassSilence mass = new MassSilence(settings.lease(), settings.racks());
        inOrder = List.of(
                new LastServer(),
                rate,
                new StartUp(settings.lease(), settings.grace()),
                new Observer(settings.lease()),
                new ZooKeeperTrouble(settings.lease()),
                new FileSystemTrouble(settings.lease()),
                mass,
                new Flapping(settings.lease(), mass::isOpen),
                new RollingRestart(settings.grace()));
    }

    /** Whatever comes in, in its order. */
    public void hear(Observation observation) {
        inOrder.forEach(breaker -> breaker.hear(observation));
    }

    /** Returns those that opened or closed by what is seen now. */
    public List<Shown> watch(Sight sight) {
        List<Shown> changed = new ArrayList<>();
        for (Breaker breaker : inOrder) {
            breaker.watch(sight);
            BreakerState state = breaker.state(sight);
            Optional<MonotonicInstant> before =
                    Optional.ofNullable(shown.get(breaker.name())).flatMap(Shown::openSince);
            Shown now = new Shown(state, state.open() ? before.or(() -> Optional.of(sight.now())) : Optional.empty());
            shown.put(breaker.name(), now);
            if (before.isPresent() != state.open()) {
                changed.add(now);
            }
        }
        return changed;
    }

    /** The first breaker that holds this expiry; empty when all let it pass. */
    public Optional<Refusal> refusal(Situation situation) {
        boolean conclusive = situation.evidenceClass() == EvidenceClass.CONCLUSIVE;
        return inOrder.stream()
                .filter(breaker -> !conclusive || !breaker.name().sparesConclusive())
                .flatMap(breaker -> breaker.hold(situation).stream())
                .findFirst();
    }

    /** As they were at the last turn, in the order in which they are asked. */
    public List<Shown> shown() {
        return inOrder.stream()
                .flatMap(breaker -> Optional.ofNullable(shown.get(breaker.name())).stream())
                .toList();
    }

    /** Somebody answers for what this breaker held at {@code at}. */
    public void reset(BreakerName name, MonotonicInstant at) {
        inOrder.stream()
                .filter(breaker -> breaker.name() == name && name.canBeReset())
                .forEach(breaker -> breaker.reset(at));
    }

    /** A new leadership counts the expiries it finds, and no others. */
    public void forgetExpiries() {
        rate.forget();
    }

    public void expired(ServerName server, MonotonicInstant at) {
        rate.expired(server, at);
    }

    public int expiriesWithinWindow(MonotonicInstant now) {
        return rate.withinWindow(now);
    }

    /** How many the cluster has: an expired one still counts, or each expiry would lower the bound for the next. */
    public int servers(Set<Address> registered, MonotonicInstant now) {
        Set<Address> servers = new HashSet<>(registered);
        servers.addAll(rate.servers(now));
        return servers.size();
    }
}
