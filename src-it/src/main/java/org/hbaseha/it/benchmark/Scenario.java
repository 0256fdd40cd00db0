package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hbaseha.it.cluster.LocalProcess;
import org.jspecify.annotations.Nullable;

/** What is done to a region server. */
public enum Scenario {
    CRASH("crash", "kill -9", null),
    FREEZE("freeze", "SIGSTOP for 30 s", Duration.ofSeconds(30)),
    /** A pause as garbage collection makes it; nobody should be expired for it. */
    FREEZE_2S("freeze-2s", "SIGSTOP for 2 s", Duration.ofSeconds(2));

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

    /** How long the server stands still, at least; empty when it is killed. */
    Optional<Duration> frozenFor() {
        return frozenFor;
    }

    /** Whether the server's regions are meant to move. */
    public boolean expectsExpiry() {
        return this != FREEZE_2S;
    }

    /** Whether nothing but recovery itself takes time. */
    boolean isShort() {
        return this != FREEZE;
    }

    void inflict(LocalProcess server) {
        if (frozenFor.isEmpty()) {
            server.kill9();
        } else {
            server.freeze();
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
