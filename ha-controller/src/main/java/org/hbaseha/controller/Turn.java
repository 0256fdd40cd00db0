package org.hbaseha.controller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.time.MonotonicInstant;

/** One pass of the loop: its two clocks, read once, and the effects collected so far. */
final class Turn {

    private final MonotonicInstant now;
    private final Instant wall;
    private final List<Effect> effects = new ArrayList<>();
    private Epoch epoch = Epoch.NONE;

    Turn(MonotonicInstant now, Instant wall) {
        this.now = now;
        this.wall = wall;
    }

    MonotonicInstant now() {
        return now;
    }

    Instant wallNow() {
        return wall;
    }

    /** The wall clock at an instant of this JVM, for people. */
    Instant wall(MonotonicInstant at) {
        return wall.minus(now.since(at));
    }

    /** What is recorded from here on happens under this leadership; {@link Epoch#NONE} without one. */
    void leads(Epoch now) {
        epoch = now;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void record(MonotonicInstant at, String kind, String sentence) {
        add(new Effect.Note(new AuditEntry(wall(at), epoch, kind, "", "", sentence, Map.of())));
    }

    /** {@code facts} are alternating keys and values. */
    void record(MonotonicInstant at, Incident incident, String kind, String sentence, String... facts) {
        add(new Effect.Note(entry(at, incident, kind, sentence, facts)));
    }

    /** As {@link #record}, of what was told before and happened once more: counted, not told again. */
    void recur(MonotonicInstant at, Incident incident, String kind, String sentence, String... facts) {
        add(new Effect.Recur(entry(at, incident, kind, sentence, facts)));
    }

    private AuditEntry entry(MonotonicInstant at, Incident incident, String kind, String sentence, String... facts) {
        Map<String, String> byKey = new LinkedHashMap<>();
        byKey.put("class", incident.evidenceClass().letter());
        byKey.put("epoch", incident.epoch().toString());
        for (int i = 0; i + 1 < facts.length; i += 2) {
            byKey.put(facts[i], facts[i + 1]);
        }
        return new AuditEntry(wall(at), epoch, kind, incident.server().getServerName(), incident.id(), sentence, byKey);
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }
}
