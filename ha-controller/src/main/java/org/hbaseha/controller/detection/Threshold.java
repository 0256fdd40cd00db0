package org.hbaseha.controller.detection;

import java.time.Duration;

/** A bound in force, and what decided it. */
public record Threshold(Duration value, Origin origin) {

    /** Which of the rules had the last word. */
    public enum Origin {
        FEW_GAPS("as configured: too few gaps between its beats have been observed"),
        PHI("the silence at which φ reaches its bound"),
        FLOOR("φ would suspect it earlier: this many beat intervals are the least"),
        CEILING("φ would suspect it later: the configured bound is the most"),
        LEASE("the lease, with a margin for clocks that differ"),
        SUSPICION("it comes to be suspected only then"),
        BUDGET("as configured: twice the longest pause it survived is no more"),
        LEARNT("twice the longest pause it survived within a day"),
        BUDGET_MOST("twice the longest pause it survived is more than the configured most");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    Threshold longest(Threshold other) {
        return other.value.compareTo(value) > 0 ? other : this;
    }
}
