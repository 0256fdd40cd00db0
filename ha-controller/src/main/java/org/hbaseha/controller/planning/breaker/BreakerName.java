package org.hbaseha.controller.planning.breaker;

import java.util.Arrays;
import java.util.Optional;
import org.hbaseha.controller.planning.RefusalCode;

/** Every breaker there is, by the word operators type, in the order in which they are asked. */
public enum BreakerName {
    LAST_SERVER("last-server", Holds.ALL, "somebody has to take the regions: start another region server"),
    EXPIRY_RATE("expiry-rate", Holds.ALL, ""),
    START_UP("start-up", Holds.SILENCE, ""),
    OBSERVER(
            "observer",
            Holds.SILENCE,
            "it says that this controller cannot see, which no order changes: look at its host and its network"),
    ZOOKEEPER(
            "zookeeper",
            Holds.SILENCE,
            "it closes by itself one lease after ZooKeeper answers in time again: look at the ensemble, and at this controller's way to it"),
    FILE_SYSTEM("file-system", Holds.SILENCE, ""),
    MASS_SILENCE("mass-silence", Holds.SILENCE, ""),
    FLAPPING("flapping", Holds.SILENCE, ""),
    ROLLING_RESTART("rolling-restart", Holds.SILENCE, "");

    /** Which verdicts a breaker holds. */
    private enum Holds {
        /** Those of class N and P: silence may have another cause than the server. */
        SILENCE,
        /** Class C too: it is about what the cluster can bear. */
        ALL
    }

    private final String word;
    private final Holds holds;
    private final String whyNoReset;

    BreakerName(String word, Holds holds, String whyNoReset) {
        this.word = word;
        this.holds = holds;
        this.whyNoReset = whyNoReset;
    }

    public String word() {
        return word;
    }

    boolean sparesConclusive() {
        return holds == Holds.SILENCE;
    }

    public boolean canBeReset() {
        return whyNoReset.isEmpty();
    }

    /** Why no order closes it; empty when one does. */
    public String whyNoReset() {
        return whyNoReset;
    }

    public static Optional<BreakerName> of(String word) {
        return Arrays.stream(values()).filter(name -> name.word.equals(word)).findFirst();
    }

    /** The breaker behind a refusal; empty for what an operator switched. */
    public static Optional<BreakerName> of(RefusalCode code) {
        return Arrays.stream(values()).filter(name -> name.says(code)).findFirst();
    }

    private boolean says(RefusalCode code) {
        return switch (this) {
            case LAST_SERVER -> code == RefusalCode.LAST_SERVER;
            case EXPIRY_RATE -> code == RefusalCode.RATE_BREAKER;
            case START_UP -> code == RefusalCode.NEW_LEADER || code == RefusalCode.STARTING_UP;
            case OBSERVER -> code == RefusalCode.OBSERVER_DEAF || code == RefusalCode.OBSERVER_PAUSED;
            case ZOOKEEPER -> code == RefusalCode.ZOOKEEPER_TROUBLE;
            case FILE_SYSTEM -> code == RefusalCode.FILE_SYSTEM_TROUBLE;
            case MASS_SILENCE -> code == RefusalCode.MASS_SILENCE;
            case FLAPPING -> code == RefusalCode.FLAPPING;
            case ROLLING_RESTART -> code == RefusalCode.ROLLING_RESTART;
        };
    }
}
