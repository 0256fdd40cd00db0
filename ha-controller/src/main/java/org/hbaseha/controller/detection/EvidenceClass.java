package org.hbaseha.controller.detection;

/** Kinds of evidence that a server does not serve. Each has its own bound and its own act; one timeout for all of them would fit none. */
public enum EvidenceClass {
    /** The process is gone: its kernel says so, it said so itself, or a newer incarnation took its place. */
    CONCLUSIVE("C", "process gone"),
    /** No port of the host answers, neither to us nor to a majority of witnesses. */
    NO_CONTACT("N", "no contact"),
    /** Something of the host answers, the application is silent: garbage collection, SIGSTOP, deadlock. */
    PAUSED("P", "paused"),
    /** We cannot see it and its witnesses can: the fault is ours. */
    OBSERVER("O", "observer fault");

    private final String letter;
    private final String words;

    EvidenceClass(String letter, String words) {
        this.letter = letter;
        this.words = words;
    }

    public String letter() {
        return letter;
    }

    public String words() {
        return words;
    }
}
