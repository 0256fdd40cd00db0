package org.hbaseha.it.benchmark;

/** A trial could not be carried out or not be judged; nothing is said about what it was to show. The message tells a person what was missing. */
public final class TrialFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public TrialFailure(String message) {
        super(message);
    }

    public TrialFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
