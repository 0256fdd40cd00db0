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
        UNKNOWN("not measured"),
        /** Nothing speaks against it, but fewer rounds were asked for than it is promised of. */
        TOO_FEW("not measured");

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

    /** Whether a run with this line has not shown what it was to show. */
    public boolean fails() {
        return switch (verdict) {
            case HOLDS, TOO_FEW -> false;
            case BROKEN, UNKNOWN -> true;
        };
    }
}
