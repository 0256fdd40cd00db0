package org.hbaseha.it.report;

/**
 * One line of {@code bounds}: a promise and what became of it.
 *
 * @param must the bound, such as {@code max <= 800 ms}
 * @param measured what was found, in the same words
 */
public record BoundLine(String scenario, String variant, String metric, String must, String measured, Verdict verdict) {

    /** Whether a promise was kept. */
    public enum Verdict {
        HOLDS("holds"),
        BROKEN("BROKEN"),
        /** What it speaks of was not measured even once, so that nothing can be said. */
        UNKNOWN("not measured");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    public boolean holds() {
        return verdict == Verdict.HOLDS;
    }
}
