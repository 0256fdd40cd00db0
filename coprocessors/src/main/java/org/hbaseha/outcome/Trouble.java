package org.hbaseha.outcome;

/**
 * What keeps a command from its work, foreseen: one sentence that says what is wrong and one that says what to do. Caught once, in {@code
 * HbaseHa}, which prints both on one line; the stack trace is for {@code --debug} only.
 */
public final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String remedy;

    public Trouble(ExitCode code, String what, String remedy) {
        super(what);
        this.code = code;
        this.remedy = remedy;
    }

    public Trouble(ExitCode code, String what, String remedy, Throwable cause) {
        super(what, cause);
        this.code = code;
        this.remedy = remedy;
    }

    public ExitCode code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }

    /** The line an operator reads. */
    public String sentence() {
        return remedy.isEmpty() ? getMessage() : getMessage() + ": " + remedy;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
