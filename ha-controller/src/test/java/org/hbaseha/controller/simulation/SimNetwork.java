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
    /** Packets lost in a row after which TCP has waited longer than any silence that is judged. */
    private static final int MOST_RETRANSMISSIONS = 4;

    private static final Duration RETRANSMISSION = Duration.ofMillis(200);

    private final Set<String> alone = new HashSet<>();
    private final Set<String> mute = new HashSet<>();
    private final Set<String> deaf = new HashSet<>();
    private final Set<String> rack = new HashSet<>();
    private final Set<String> oneWay = new HashSet<>();
    private final Map<String, Weather> weather = new HashMap<>();
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

    /** How a place's packets fare: one in so many is lost, and each is late by up to {@code jitterMillis}. */
    record Weather(int lostOneIn, int jitterMillis) {}

    /** Both ways. */
    boolean connected(String a, String b) {
        return passes(a, b) && passes(b, a);
    }

    /** Packets from one place to another get through in the end. */
    boolean passes(String from, String to) {
        return !alone.contains(from)
                && !alone.contains(to)
                && (mute.isEmpty() || !mute.contains(from))
                && (deaf.isEmpty() || !deaf.contains(to))
                && (rack.isEmpty() || rack.contains(from) == rack.contains(to))
                && (oneWay.isEmpty() || !oneWay.contains(from + ">" + to))
                && (cuts.isEmpty() || !cuts.contains(pair(from, to)));
    }

    /** From everybody. */
    void isolate(String place) {
        begin(alone, place);
    }

    void rejoin(String place) {
        end(alone, place);
    }

    /** What it sends is lost; it receives. */
    void mute(String place) {
        begin(mute, place);
    }

    void unmute(String place) {
        end(mute, place);
    }

    /** What is sent to it is lost; it sends. */
    void deafen(String place) {
        begin(deaf, place);
    }

    void undeafen(String place) {
        end(deaf, place);
    }

    /** These reach each other and nobody else; one rack at a time, and who is in the next one, too, has been away all along. */
    void cutRack(Set<String> places) {
        Set.copyOf(rack).stream().filter(place -> !places.contains(place)).forEach(place -> end(rack, place));
        places.forEach(place -> begin(rack, place));
    }

    void joinRack() {
        Set.copyOf(rack).forEach(place -> end(rack, place));
    }

    private void begin(Set<String> fault, String place) {
        if (fault.add(place) && isolation(place).filter(Span::open).isEmpty()) {
            isolation.put(place, Span.from(time.now()));
        }
    }

    private void end(Set<String> fault, String place) {
        if (fault.remove(place)) {
            if (!isolated(place)) {
                isolation.computeIfPresent(place, (name, span) -> span.endedAt(time.now()));
            }
            healed();
        }
    }

    /** Packets from one to the other are lost, those of the other way are not. */
    void block(String from, String to) {
        oneWay.add(from + ">" + to);
    }

    void unblock(String from, String to) {
        if (oneWay.remove(from + ">" + to)) {
            healed();
        }
    }

    void weather(String place, Weather bad) {
        weather.put(place, bad);
    }

    void clear(String place) {
        weather.remove(place);
    }

    /** Somewhere packets are lost or late: no bound in time is promised. */
    boolean isStormy() {
        return !weather.isEmpty();
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
        Set.copyOf(alone).forEach(this::rejoin);
        Set.copyOf(mute).forEach(this::unmute);
        Set.copyOf(deaf).forEach(this::undeafen);
        joinRack();
        oneWay.clear();
        weather.clear();
        cuts.clear();
        rejected.clear();
        healed();
    }

    boolean isolated(String place) {
        return alone.contains(place) || mute.contains(place) || deaf.contains(place) || rack.contains(place);
    }

    /** No controller can hear it. */
    boolean unheard(String place) {
        return alone.contains(place) || mute.contains(place) || rack.contains(place);
    }

    /** The latest time it was cut off from everybody, or from all but its own rack, in one direction at least. */
    Optional<Span> isolation(String place) {
        return Optional.ofNullable(isolation.get(place));
    }

    private void healed() {
        onHeal.forEach(Runnable::run);
    }

    private static String pair(String a, String b) {
        return a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a;
    }

    /** One way, in good weather. */
    Duration delay() {
        return dice.oneIn(100) ? dice.millis(5, 50) : dice.millis(0, 2);
    }

    /** One way for a segment of TCP: what is lost comes with a retransmission, each after twice the time. */
    Duration delay(String from, String to) {
        if (weather.isEmpty()) {
            return delay();
        }
        Duration delay = delay();
        for (String place : List.of(from, to)) {
            Weather bad = weather.get(place);
            if (bad != null) {
                delay = delay.plus(dice.millis(0, bad.jitterMillis()));
                for (int lost = 0; lost < MOST_RETRANSMISSIONS && dice.oneIn(bad.lostOneIn()); lost++) {
                    delay = delay.plus(RETRANSMISSION.multipliedBy(1L << lost));
                }
            }
        }
        return delay;
    }

    /** A connect is asked and answered by one packet each, which come again only after a second. */
    boolean losesConnect(String from, String to) {
        return !weather.isEmpty() && (loses(from) || loses(to));
    }

    private boolean loses(String place) {
        Weather bad = weather.get(place);
        if (bad == null) {
            return false;
        }
        boolean question = dice.oneIn(bad.lostOneIn());
        boolean answer = dice.oneIn(bad.lostOneIn());
        return question || answer;
    }
}
