package org.hbaseha.it.report;

import java.util.Locale;

/** A promise and what became of it, for a terminal. */
public final class BoundText {

    private BoundText() {}

    /** A bound as one line, in the colour of its verdict. */
    public static String of(BoundLine bound, Palette palette) {
        String text = words(bound);
        return switch (bound.verdict()) {
            case HOLDS -> palette.good(text);
            case TOO_FEW -> palette.warning(text);
            case BROKEN, UNKNOWN -> palette.bad(text);
        };
    }

    private static String words(BoundLine bound) {
        return String.format(
                Locale.ROOT,
                "%-12s  %s, %s, %s: must be %s, is %s",
                bound.verdict().words(),
                bound.scenario(),
                bound.variant(),
                bound.metric(),
                bound.must(),
                bound.measured());
    }
}
