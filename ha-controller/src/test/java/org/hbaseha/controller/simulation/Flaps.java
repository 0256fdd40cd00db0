package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Silences that ended and that a controller cannot have taken for its own: it heard the server just before and soon after, and nothing else went wrong. */
final class Flaps {

    private static final int MOST = 2;
    private static final Duration WITHIN = Duration.ofSeconds(59);
    private static final Duration QUARANTINE = Duration.ofSeconds(299);

    private final List<Flap> all = new ArrayList<>();

    private record Flap(SimController by, String host, Duration at) {}

    void add(SimController by, String host, Duration at) {
        all.add(new Flap(by, host, at));
    }

    int count() {
        return all.size();
    }

    /** Three within a minute, the last of them less than five minutes ago. */
    boolean isQuarantined(SimController by, String host, Duration now) {
        List<Duration> times = all.stream()
                .filter(flap -> flap.by() == by && flap.host().equals(host))
                .map(Flap::at)
                .toList();
        for (int i = MOST; i < times.size(); i++) {
            boolean near = times.get(i).minus(times.get(i - MOST)).compareTo(WITHIN) < 0;
            if (near && now.minus(times.get(i)).compareTo(QUARANTINE) < 0) {
                return true;
            }
        }
        return false;
    }
}
