package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * More than a quarter of the servers, or a whole rack, fell silent within 3 s: one event, whose cause is likelier a switch, a power supply or HDFS than
 * so many servers. It stays open until a person resets it, or none of those servers is silent any more: each is heard again, or told to be gone
 * by something better than silence. A server that falls silent while it is open joins the event.
 *
 * <p>What is counted is this controller's own hearing, leader or not, so a follower that takes over knows of the event if it lasted for it too.
 * A controller that was started during one knows nothing of the servers that it never heard, and judges none of them.
 */
final class MassSilence implements Breaker {

    static final Duration WITHIN = Duration.ofSeconds(3);
    private static final int SHARE = 4;

    /** One that was expired meanwhile belongs to the event of another that falls silent this long after it, and is noticed. */
    private static final Duration REMEMBERED = WITHIN.multipliedBy(3);

    private final Duration lease;
    private final Racks racks;
    /** The last sign of life of each silent server; one that went during its silence stays while it may belong to an event. */
    private final Map<ServerName, MonotonicInstant> fellSilent = new HashMap<>();

    private final Set<ServerName> answeredFor = new LinkedHashSet<>();
    private final Set<ServerName> members = new TreeSet<>();
    private String cause = "";

    MassSilence(Duration lease, Racks racks) {
        this.lease = lease;
        this.racks = racks;
    }

    /** So many may fall silent at once of {@code servers}: a quarter, at least one. */
    static int most(int servers) {
        return Math.max(1, servers / SHARE);
    }

    @Override
    public BreakerName name() {
        return BreakerName.MASS_SILENCE;
    }

    /** What we miss because we stood still ourselves is no silence; whoever is silent afterwards still is one then. */
    @Override
    public void watch(Sight sight) {
        if (sight.isDazed(lease)) {
            return;
        }
        Set<ServerName> silent = silent(sight);
        boolean more = listen(sight, silent);
        if (!members.isEmpty()) {
            members.addAll(silent);
            members.removeAll(answeredFor);
            members.retainAll(silent);
        } else if (more) {
            trip(sight, silent);
        }
    }

    private static Set<ServerName> silent(Sight sight) {
        return sight.servers().stream()
                .filter(seen -> seen.registered() && seen.isSilent())
                .map(Sight.Seen::server)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** True when somebody fell silent who was not before. */
    private boolean listen(Sight sight, Set<ServerName> silent) {
        answeredFor.retainAll(silent);
        boolean more = false;
        for (Sight.Seen seen : sight.servers()) {
            if (seen.sound() == Sight.Sound.HEARD) {
                fellSilent.remove(seen.server());
            } else if (silent.contains(seen.server())) {
                // One that dialled again and fell silent before it was trusted fell silent then.
                MonotonicInstant known = fellSilent.put(seen.server(), seen.lastLife());
                more |= known == null || seen.lastLife().isAfter(known);
            }
        }
        fellSilent
                .entrySet()
                .removeIf(one -> !silent.contains(one.getKey())
                        && sight.now().since(one.getValue()).compareTo(REMEMBERED) >= 0);
        return more;
    }

    private void trip(Sight sight, Set<ServerName> silent) {
        Set<Address> registered = sight.registered();
        for (MonotonicInstant first : fellSilent.values()) {
            Set<Address> together = fallenWithin(first);
            Optional<String> rack = racks.silentAsAWhole(registered, together);
            boolean many = together.size() > most(sight.size());
            if (many || rack.isPresent()) {
                cause = (many
                                ? together.size() + " of " + sight.size() + " servers"
                                : "all servers of rack " + rack.orElse(""))
                        + " fell silent within " + WITHIN.toSeconds() + " s";
                members.addAll(silent);
                members.removeAll(answeredFor);
                return;
            }
        }
    }

    private Set<Address> fallenWithin(MonotonicInstant first) {
        return fellSilent.entrySet().stream()
                .filter(one -> !answeredFor.contains(one.getKey()))
                .filter(one -> !one.getValue().isBefore(first)
                        && one.getValue().since(first).compareTo(WITHIN) < 0)
                .map(one -> one.getKey().getAddress())
                .collect(Collectors.toSet());
    }

    boolean isOpen() {
        return !members.isEmpty();
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        return Refused.when(isOpen(), RefusalCode.MASS_SILENCE, "silent=" + members.size() + " event=" + cause);
    }

    @Override
    public BreakerState state(Sight sight) {
        String names =
                members.stream().map(server -> server.getAddress().toString()).collect(Collectors.joining(", "));
        return new BreakerState(
                name(),
                isOpen(),
                isOpen()
                        ? cause + "; silent now: " + names
                        : fellSilent.size() + " silent; more than " + most(sight.size()) + " within "
                                + WITHIN.toSeconds() + " s are too many",
                "by itself when none of them is silent any more, or by a reset",
                "fixed: max(1, 25 %) within 3 s; " + HaKeys.RACKS.name());
    }

    /** Whoever is silent now is judged by itself from here on, until it is heard again. */
    @Override
    public void reset(MonotonicInstant at) {
        fellSilent.forEach((server, since) -> {
            if (!since.isAfter(at)) {
                answeredFor.add(server);
            }
        });
        members.removeAll(answeredFor);
    }
}
