package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who reaches whom. Places are host names of servers, ids of controllers, {@link #ZOOKEEPER} and {@link #MASTER}. */
final class SimNetwork {

    static final String ZOOKEEPER = "zk";
    static final String MASTER = "master";

    private final VirtualTime time;
    private final Dice dice;
    private final Set<String> alone = new HashSet<>();
    private final Set<String> cuts = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();
    private final Map<String, Span> isolation = new HashMap<>();
    private final List<Runnable> onHeal = new ArrayList<>();

    SimNetwork(VirtualTime time, Dice dice) {
        this.time = time;
        this.dice = dice;
    }

    /** Called after each repair: what was held up may flow. */
    void onHeal(Runnable action) {
        onHeal.add(action);
    }

    boolean connected(String a, String b) {
        return !alone.contains(a) && !alone.contains(b) && (cuts.isEmpty() || !cuts.contains(pair(a, b)));
    }

    /** From everybody. */
    void isolate(String place) {
        if (alone.add(place)) {
            isolation.put(place, Span.from(time.now()));
        }
    }

    void rejoin(String place) {
        if (alone.remove(place)) {
            isolation.computeIfPresent(place, (name, span) -> span.endedAt(time.now()));
            healed();
        }
    }

    void cut(String a, String b) {
        cuts.add(pair(a, b));
    }

    void mend(String a, String b) {
        if (cuts.remove(pair(a, b))) {
            healed();
        }
    }

    /** A box between the two answers connects with a reset: each looks to the other as if nobody listened. */
    void reject(String a, String b) {
        rejected.add(pair(a, b));
    }

    void admit(String a, String b) {
        rejected.remove(pair(a, b));
    }

    boolean rejected(String a, String b) {
        return !rejected.isEmpty() && rejected.contains(pair(a, b));
    }

    void mendAll() {
        new HashSet<>(alone).forEach(this::rejoin);
        cuts.clear();
        rejected.clear();
        healed();
    }

    boolean isolated(String place) {
        return alone.contains(place);
    }

    /** The latest time it was cut off from everybody. */
    Optional<Span> isolation(String place) {
        return Optional.ofNullable(isolation.get(place));
    }

    private void healed() {
        onHeal.forEach(Runnable::run);
    }

    private static String pair(String a, String b) {
        return a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a;
    }

    /** One way. */
    Duration delay() {
        return dice.oneIn(100) ? dice.millis(5, 50) : dice.millis(0, 2);
    }
}
