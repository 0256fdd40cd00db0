package org.hbaseha.it;

/** Exit codes of this module's commands; part of the table that all commands of the add-on share. */
public final class ExitCodes {

    /** Done, and every promise held. */
    public static final int OK = 0;
    /** The command line is wrong. */
    public static final int USAGE = 1;
    /** The run broke off, so nothing is said about the promises. */
    public static final int ERROR = 4;
    /** The run ended and a promise did not hold, or could not be judged. */
    public static final int PROMISE_BROKEN = 5;

    private ExitCodes() {}
}
