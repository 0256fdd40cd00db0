package org.hbaseha.controller.planning.breaker;

import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Consent;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.layout.Mode;
import org.hbaseha.time.MonotonicInstant;

/** A panel and what it sees: servers s0, s1, … heard from the start, a turn each 100 ms, a leader since long ago. The lease is 1.5 s, the grace 15 s. */
final class BreakerScene {

    private static final long TURN = 100;
    private static final long LONG_AGO = -3_600_000;

    final BreakerPanel panel;
    private final Map<ServerName, Sight.Sound> sounds = new TreeMap<>();
    private final Map<ServerName, MonotonicInstant> lastLife = new TreeMap<>();
    private final Set<ServerName> unregistered = new HashSet<>();
    private final Set<ServerName> stopping = new HashSet<>();
    private Optional<MonotonicInstant> stoodStill = Optional.empty();
    private long leadingSince = LONG_AGO;
    private long now;

    BreakerScene(int n) {
        this(n, Racks.NONE);
    }

    BreakerScene(int n, Racks racks) {
        panel = new BreakerPanel(
                new BreakerSettings(Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofMillis(1500), racks));
        for (int i = 0; i < n; i++) {
            sounds.put(s(i), Sight.Sound.HEARD);
        }
        run(5_000);
    }

    static ServerName s(int i) {
        return Facts.server("s" + i, 1);
    }

    BreakerScene run(long millis) {
        long end = now + millis;
        while (now < end) {
            now += TURN;
            var unused = panel.watch(sight());
        }
        return this;
    }

    BreakerScene is(Sight.Sound sound, ServerName... servers) {
        for (ServerName server : servers) {
            sounds.put(server, sound);
            if (sound == Sight.Sound.HEARD) {
                lastLife.remove(server);
            } else {
                lastLife.putIfAbsent(server, at(now));
            }
        }
        return run(TURN);
    }

    BreakerScene silent(ServerName... servers) {
        return is(Sight.Sound.SILENT, servers);
    }

    /** A sign of life that is not enough to be trusted again. */
    BreakerScene dials(ServerName server) {
        lastLife.put(server, at(now));
        return is(Sight.Sound.UNCLEAR, server);
    }

    BreakerScene heard(ServerName... servers) {
        return is(Sight.Sound.HEARD, servers);
    }

    /** It beats no more, and is not suspected yet. */
    BreakerScene quiet(ServerName server) {
        lastLife.put(server, at(now));
        return run(TURN);
    }

    /** Its znode is gone; it is still remembered. */
    BreakerScene gone(ServerName server) {
        unregistered.add(server);
        return is(Sight.Sound.GONE, server);
    }

    BreakerScene goodbye(ServerName server) {
        stopping.add(server);
        return is(Sight.Sound.HEARD, server);
    }

    /** This controller itself stands still, and notices. */
    BreakerScene standStill(long millis) {
        now += millis;
        stoodStill = Optional.of(at(now));
        return this;
    }

    /** Told now, and looked at in the next turn. */
    BreakerScene hear(Observation observation) {
        panel.hear(observation);
        return this;
    }

    BreakerScene leadsFromNow() {
        leadingSince = now;
        return run(TURN);
    }

    BreakerScene reset(BreakerName name) {
        panel.reset(name, at(now));
        return run(TURN);
    }

    MonotonicInstant now() {
        return at(now);
    }

    private Sight sight() {
        int heard = count(Sight.Sound.HEARD);
        return new Sight(
                sounds.entrySet().stream()
                        .map(one -> new Sight.Seen(
                                one.getKey(),
                                one.getValue(),
                                lastLife.getOrDefault(one.getKey(), at(now)),
                                !unregistered.contains(one.getKey()),
                                stopping.contains(one.getKey())))
                        .toList(),
                sounds.size() - unregistered.size(),
                heard,
                sounds.size() - unregistered.size(),
                heard,
                Optional.of(at(leadingSince)),
                stoodStill,
                at(now));
    }

    private int count(Sight.Sound sound) {
        return (int) sounds.values().stream().filter(sound::equals).count();
    }

    Optional<Refusal> refusal(ServerName server, EvidenceClass kind) {
        int others = sounds.size() - unregistered.size() - 1;
        int heard = (int) sounds.entrySet().stream()
                .filter(one -> !one.getKey().equals(server) && one.getValue() == Sight.Sound.HEARD)
                .count();
        return panel.refusal(new Situation(
                server,
                kind,
                Mode.AUTOMATIC,
                Optional.empty(),
                Optional.empty(),
                new Consent.None(),
                sounds.size() - unregistered.size(),
                heard,
                others,
                heard,
                panel.expiriesWithinWindow(at(now)),
                true,
                at(leadingSince),
                stoodStill,
                at(now)));
    }

    /** What holds an expiry for lack of contact. */
    Optional<RefusalCode> held(ServerName server) {
        return refusal(server, EvidenceClass.NO_CONTACT).map(Refusal::code);
    }

    Optional<RefusalCode> heldConclusive(ServerName server) {
        return refusal(server, EvidenceClass.CONCLUSIVE).map(Refusal::code);
    }

    BreakerPanel.Shown shown(BreakerName name) {
        return panel.shown().stream()
                .filter(shown -> shown.state().name() == name)
                .findFirst()
                .orElseThrow();
    }
}
