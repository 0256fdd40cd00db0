package org.hbaseha.controller.flight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.time.MonotonicInstant;

/** The last minute of one server: its beats by the second, all else in full. */
final class ServerTrail {

    private static final int BEATS = 0;
    private static final int GAP = 1;
    private static final int LAST = 2;
    private static final int SEQUENCE = 3;
    private static final int PAUSE = 4;
    private static final int WRITE = 5;

    private final SecondRing beats = new SecondRing(6);
    private final Trail rare;
    private MonotonicInstant touched;
    private Optional<MonotonicInstant> lastBeat = Optional.empty();

    ServerTrail(Trail rare, MonotonicInstant at) {
        this.rare = rare;
        this.touched = at;
    }

    void beat(Observation.BeatSeen seen) {
        int slot = beats.slot(seen.at());
        WorkBeacon beacon = seen.beat().beacon();
        beats.add(BEATS, slot, 1);
        lastBeat.ifPresent(
                before -> beats.most(GAP, slot, seen.at().since(before).toNanos()));
        beats.set(LAST, slot, seen.at().nanos());
        beats.set(SEQUENCE, slot, seen.beat().sequence());
        beats.most(PAUSE, slot, beacon.recentPause().toNanos());
        beats.most(WRITE, slot, beacon.oldestUnfinishedWrite().toNanos());
        lastBeat = Optional.of(seen.at());
        touched = seen.at();
    }

    /** Returns by how many entries it has grown. */
    int add(Seen.What what, MonotonicInstant at, boolean full) {
        touched = at;
        return rare.add(what, at, full);
    }

    List<BeatSecond> beats(MonotonicInstant now) {
        return beats.slots(now).stream()
                .map(slot -> new BeatSecond(
                        beats.begin(slot),
                        beats.get(BEATS, slot),
                        Duration.ofNanos(beats.get(GAP, slot)),
                        new MonotonicInstant(beats.get(LAST, slot)),
                        beats.get(SEQUENCE, slot),
                        Duration.ofNanos(beats.get(PAUSE, slot)),
                        Duration.ofNanos(beats.get(WRITE, slot))))
                .toList();
    }

    Trail rare() {
        return rare;
    }

    MonotonicInstant touched() {
        return touched;
    }
}
