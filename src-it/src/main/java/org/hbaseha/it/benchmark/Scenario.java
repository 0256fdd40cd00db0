package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.report.Metric;
import org.jspecify.annotations.Nullable;

/** What is done to a region server, and to those that watch over it. */
public enum Scenario {
    CRASH("crash", "kill -9", null),
    FREEZE("freeze", "SIGSTOP for 30 s", Duration.ofSeconds(30)),
    /** A pause as garbage collection makes it; nobody should be expired for it. */
    FREEZE_2S("freeze-2s", "SIGSTOP for 2 s", Duration.ofSeconds(2)),
    /** The server lives and is alone: all packets to and from it are dropped, until all is over. */
    ISOLATION("isolation", "isolation (all packets to and from it dropped)", null),
    /** The leading controller is killed, and then again together with a region server. */
    CONTROLLER_KILLED("controller-killed", "kill -9, just after that of the leading controller,", null),
    /** The same with a leader that stands still, and that wakes up when everything is over. */
    LEADER_FROZEN("leader-frozen", "kill -9, just after SIGSTOP of the leading controller,", null),
    /** No controller is left; a region server that dies then is found by HBase itself. */
    CONTROLLERS_ALL_KILLED("controllers-all-killed", "kill -9, while no controller runs,", null),
    /** The active master dies a second after it was made to let go of a frozen server. */
    FREEZE_THEN_MASTER_KILLED(
            "freeze-then-master-killed",
            "SIGSTOP for 30 s, with kill -9 of the active master 1 s after the expiry,",
            Duration.ofSeconds(30));

    private final String label;
    private final String words;
    private final Optional<Duration> frozenFor;

    Scenario(String label, String words, @Nullable Duration frozenFor) {
        this.label = label;
        this.words = words;
        this.frozenFor = Optional.ofNullable(frozenFor);
    }

    public String label() {
        return label;
    }

    /** What is done, for people. */
    public String words() {
        return words;
    }

    /** How long the server stands still, at least; empty when it is killed or cut off. */
    Optional<Duration> frozenFor() {
        return frozenFor;
    }

    /** What every round of a variant measures unless something awaited did not happen. */
    Set<Metric> awaited(Variant variant) {
        return switch (this) {
            case CRASH, ISOLATION -> Set.of(Metric.VERDICT, Metric.RECOVERED);
            case FREEZE ->
                variant.hasAddOn()
                        ? Set.of(Metric.SUSPECTED, Metric.VERDICT, Metric.RECOVERED)
                        : Set.of(Metric.VERDICT, Metric.RECOVERED);
            case FREEZE_2S -> Set.of(Metric.RECOVERED);
            case CONTROLLER_KILLED, LEADER_FROZEN ->
                Set.of(
                        Metric.TAKEOVER,
                        Metric.VERDICT_AFTER_TAKEOVER,
                        Metric.LATCH_SESSION,
                        Metric.RECOVERED,
                        Metric.GATE_REFUSALS);
            case CONTROLLERS_ALL_KILLED -> Set.of(Metric.SERVER_SESSION, Metric.RECOVERED, Metric.GATE_REFUSALS);
            case FREEZE_THEN_MASTER_KILLED ->
                Set.of(Metric.VERDICT, Metric.RECOVERED, Metric.MOVED_AGAIN, Metric.ONLINE_AGAIN);
        };
    }

    /** Whether the server's regions are meant to move. */
    public boolean expectsExpiry() {
        return this != FREEZE_2S;
    }

    /** Whether it asks something of HBase HA that stock HBase has no answer to. */
    boolean needsAddOn() {
        return this == FREEZE_2S || hurtsControl();
    }

    /** Whether a controller or a master is hurt, too. */
    boolean hurtsControl() {
        return switch (this) {
            case CRASH, FREEZE, FREEZE_2S, ISOLATION -> false;
            case CONTROLLER_KILLED, LEADER_FROZEN, CONTROLLERS_ALL_KILLED, FREEZE_THEN_MASTER_KILLED -> true;
        };
    }

    /** Whether nothing but recovery itself takes time. */
    boolean isShort() {
        return this == CRASH || this == FREEZE_2S || this == ISOLATION;
    }

    /** Whether packets are dropped, for which region servers need hosts of their own. */
    boolean needsOwnHosts() {
        return this == ISOLATION;
    }

    void inflict(LocalRegionServer server) {
        if (needsOwnHosts()) {
            server.isolate();
        } else if (frozenFor.isEmpty()) {
            server.process().kill9();
        } else {
            server.process().freeze();
        }
    }

    /** Throws {@link IllegalArgumentException} naming the scenarios that exist. */
    public static Scenario parse(String label) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such scenario scenario=" + label + " known="
                        + Arrays.stream(values()).map(Scenario::label).collect(Collectors.joining(","))));
    }

    @Override
    public String toString() {
        return label;
    }
}
