package org.hbaseha.controller.planning;

/** A decision not to act: a code to count, and the facts of this case as {@code key=value}. */
public record Refusal(RefusalCode code, String facts) {

    public String sentence() {
        return "Not acting: " + code.words() + (facts.isEmpty() ? "" : " (" + facts + ")") + "; changed by "
                + code.remedy();
    }
}
