package org.hbaseha.controller.planning;

/** How a step ended. {@code text} is for people. */
public sealed interface StepOutcome {

    String text();

    /** The effect is there, by us or already before. */
    record Done(String text) implements StepOutcome {}

    /** What was looked for is not there, and nothing of ours that was under way can put it there any more. */
    record Absent(String text) implements StepOutcome {}

    /** There is a newer epoch: we are not the leader any more and must not try again. */
    record Deposed(String text) implements StepOutcome {}

    /** Definitely without effect; may be tried again. */
    record Failed(String text) implements StepOutcome {}

    /** The answer was lost: the effect may be there. The planner looks again before it decides. */
    record Indeterminate(String text) implements StepOutcome {}
}
