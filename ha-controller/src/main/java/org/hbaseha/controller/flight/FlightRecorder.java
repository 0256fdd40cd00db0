package org.hbaseha.controller.flight;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.time.MonotonicInstant;

/**
 * Keeps the last minute of everything the controller saw, at a cost that does not depend on how bad the minute was. Beats are kept by the
 * second (count, longest gap, last), 3.5 KiB a server; all else in full, except that equal answers to probes in a row are counted and that
 * lists of servers are kept as what changed in them.
 *
 * <p>Bounds: {@link #MOST_SERVERS} servers, {@link #MOST_EACH} entries a server, {@link #MOST_ENTRIES} of all servers together (beyond
 * that, a server's oldest one goes for its newest), {@link #MOST_OBSERVER} of the observer: some 4 MiB with 1000 healthy servers, 20 MiB more
 * when all are in trouble. Not thread safe: the control loop's.
 */
public final class FlightRecorder {

    /** How far back a cut reaches. */
    public static final Duration KEPT = Duration.ofSeconds(60);

    static final int MOST_SERVERS = 5_000;
    static final int MOST_EACH = 512;
    static final int MOST_ENTRIES = 50_000;
    static final int MOST_OBSERVER = 2_048;

    private static final Duration SWEEP_EACH = Duration.ofSeconds(10);
    private static final int TURNS = 0;
    private static final int GAP = 1;
    private static final int OBSERVATIONS = 2;

    private final Map<ServerName, ServerTrail> servers = new HashMap<>();
    private final Trail observer = new Trail(MOST_OBSERVER, KEPT);
    private final SecondRing turns = new SecondRing(3);
    private final Membership registered = new Membership("registered");
    private final Membership live = new Membership("live");
    private final Membership dead = new Membership("dead");
    private Optional<ServerName> master = Optional.empty();
    private Optional<MonotonicInstant> lastTurn = Optional.empty();
    private Optional<MonotonicInstant> lastSweep = Optional.empty();
    private int entries;
    private long unknownServers;

    /** One turn of the loop: what it took in, and when. */
    public void turned(List<Observation> seen, MonotonicInstant now) {
        int slot = turns.slot(now);
        turns.add(TURNS, slot, 1);
        turns.add(OBSERVATIONS, slot, seen.size());
        lastTurn.ifPresent(before -> turns.most(GAP, slot, now.since(before).toNanos()));
        lastTurn = Optional.of(now);
        seen.forEach(this::take);
        sweep(now);
    }

    private void take(Observation observation) {
        if (observation instanceof Observation.BeatSeen beat) {
            trail(beat.server(), beat.at()).ifPresent(trail -> trail.beat(beat));
        } else if (observation instanceof Observation.RegisteredServers list) {
            changed("Registered", registered.take(list.servers()), list.at());
        } else if (observation instanceof Observation.MasterView view) {
            masterSaid(view);
        } else {
            Seen.What what = new Seen.Whole(observation);
            Subject.of(observation)
                    .ifPresentOrElse(
                            server -> add(server, what, observation.at()),
                            () -> observer.add(what, observation.at(), false));
        }
    }

    private void masterSaid(Observation.MasterView view) {
        if (!view.master().equals(master)) {
            String text = view.master().map(ServerName::getServerName).orElse("none");
            observer.add(new Seen.Change("Master", text), view.at(), false);
            master = view.master();
        }
        changed("MasterLive", live.take(view.live()), view.at());
        changed("MasterDead", dead.take(view.dead()), view.at());
    }

    private void changed(String kind, Optional<Membership.Difference> difference, MonotonicInstant at) {
        if (difference.isPresent()) {
            Membership.Difference found = difference.get();
            observer.add(new Seen.Change(kind, found.text()), at, false);
            found.added().forEach(server -> add(server, new Seen.Change(kind, "now in the list"), at));
            found.removed().forEach(server -> add(server, new Seen.Change(kind, "not in the list any more"), at));
        }
    }

    private void add(ServerName server, Seen.What what, MonotonicInstant at) {
        trail(server, at).ifPresent(trail -> entries += trail.add(what, at, entries >= MOST_ENTRIES));
    }

    private Optional<ServerTrail> trail(ServerName server, MonotonicInstant at) {
        ServerTrail known = servers.get(server);
        if (known == null && servers.size() < MOST_SERVERS) {
            known = new ServerTrail(new Trail(MOST_EACH, KEPT), at);
            servers.put(server, known);
        } else if (known == null) {
            unknownServers++;
        }
        return Optional.ofNullable(known);
    }

    /** Servers of which nothing was seen for longer than a cut reaches back go, and so do old entries of the others. */
    private void sweep(MonotonicInstant now) {
        if (lastSweep.filter(last -> now.since(last).compareTo(SWEEP_EACH) < 0).isPresent()) {
            return;
        }
        lastSweep = Optional.of(now);
        observer.forget(now);
        servers.values().forEach(trail -> entries -= trail.rare().forget(now));
        servers.values().removeIf(trail -> {
            boolean old = now.since(trail.touched()).compareTo(KEPT.multipliedBy(2)) > 0;
            if (old) {
                entries -= trail.rare().size();
            }
            return old;
        });
    }

    /** The last minute of the observer itself. */
    public Cut.Observer observer(MonotonicInstant now) {
        List<TurnSecond> seconds = turns.slots(now).stream()
                .map(slot -> new TurnSecond(
                        turns.begin(slot),
                        turns.get(TURNS, slot),
                        Duration.ofNanos(turns.get(GAP, slot)),
                        turns.get(OBSERVATIONS, slot)))
                .toList();
        return new Cut.Observer(seconds, observer.seen(now.minus(KEPT)), observer.dropped() + unknownServers);
    }

    /** The last minute of a server; empty lists when nothing of it was seen. */
    public Cut cut(ServerName server, Cut.Observer self, MonotonicInstant now) {
        ServerTrail trail = servers.get(server);
        return trail == null
                ? new Cut(server, now, List.of(), List.of(), 0, self)
                : new Cut(
                        server,
                        now,
                        trail.beats(now),
                        trail.rare().seen(now.minus(KEPT)),
                        trail.rare().dropped(),
                        self);
    }

    /** Entries about servers that are kept now. */
    int entries() {
        return entries;
    }

    int servers() {
        return servers.size();
    }
}
