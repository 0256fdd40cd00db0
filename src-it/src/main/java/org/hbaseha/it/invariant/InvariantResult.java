package org.hbaseha.it.invariant;

import java.util.List;
import java.util.stream.Stream;

/**
 * One promise, judged.
 *
 * @param name as in reports, such as {@code acknowledged-writes-lost}
 * @param checked how many operations were looked at
 * @param violations how many of them broke the promise
 * @param sentence what a person should know about it
 * @param examples the first few violations, one line each
 */
public record InvariantResult(
        String name, Verdict verdict, long checked, long violations, String sentence, List<String> examples) {

    static final int MOST_EXAMPLES = 5;

    public InvariantResult {
        examples = List.copyOf(examples);
        if (violations > checked || (verdict == Verdict.HOLDS && violations > 0)) {
            throw new IllegalArgumentException("Violations contradict the verdict name=" + name + " verdict=" + verdict
                    + " checked=" + checked + " violations=" + violations);
        }
    }

    /** The verdict that follows from the counts when the check was complete. */
    static Verdict verdictOf(long checked, long violations, boolean complete) {
        if (violations > 0) {
            return Verdict.VIOLATED;
        }
        return complete && checked > 0 ? Verdict.HOLDS : Verdict.UNKNOWN;
    }

    /** Both results as one: of two runs, or of two tables. */
    public InvariantResult and(InvariantResult other) {
        if (!name.equals(other.name)) {
            throw new IllegalArgumentException("Two different invariants one=" + name + " other=" + other.name);
        }
        boolean complete = verdict != Verdict.UNKNOWN && other.verdict != Verdict.UNKNOWN;
        long allChecked = checked + other.checked;
        long allViolations = violations + other.violations;
        InvariantResult telling = other.verdict == Verdict.HOLDS ? this : other;
        return new InvariantResult(
                name,
                verdictOf(allChecked, allViolations, complete),
                allChecked,
                allViolations,
                verdict == other.verdict ? sentence : telling.sentence,
                Stream.concat(examples.stream(), other.examples.stream())
                        .limit(MOST_EXAMPLES)
                        .toList());
    }
}
