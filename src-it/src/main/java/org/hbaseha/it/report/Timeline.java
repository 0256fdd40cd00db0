package org.hbaseha.it.report;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The story of one fault.
 *
 * @param title what was done to whom
 * @param moments in the order of their times
 * @param unavailable for each region of the victim how long clients could not use it
 */
public record Timeline(String title, List<Moment> moments, List<Span> unavailable) {

    public Timeline {
        moments = moments.stream()
                .sorted(Comparator.comparing(Moment::sinceFault))
                .toList();
        unavailable = List.copyOf(unavailable);
    }

    /**
     * Something that happened.
     *
     * @param sinceFault may be slightly negative: clocks of two processes
     * @param step its name, a word or two
     * @param sentence what it means; may be empty
     * @param evidence what that rests on, one line each
     * @param weight how it is drawn
     */
    public record Moment(Duration sinceFault, String step, String sentence, List<String> evidence, Weight weight) {

        public Moment {
            evidence = List.copyOf(evidence);
        }

        public static Moment step(Duration sinceFault, String step, String sentence) {
            return new Moment(sinceFault, step, sentence, List.of(), Weight.STEP);
        }
    }

    /** Turning points stand out. */
    public enum Weight {
        FAULT,
        DECISION,
        STEP,
        GOOD,
        BAD
    }

    /** A bar: how long something lasted. */
    public record Span(String label, Duration length) {}
}
