package org.hbaseha.controller.simulation;

/** An invariant does not hold. The message has the seed and the story so far. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(String invariant, String text) {
        super(invariant + ": " + text);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
