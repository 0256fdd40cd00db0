package org.hbaseha.monitor.coordination;

import java.io.IOException;

/** ZooKeeper could not be asked, or did not answer as it must. The message is one sentence for the operator, with what to do. */
public final class CoordinationException extends IOException {

    private static final long serialVersionUID = 1L;

    CoordinationException(String message) {
        super(message);
    }

    CoordinationException(String message, Throwable cause) {
        super(message + " error=" + cause, cause);
    }

    /** From what Curator throws, which may be anything. */
    static CoordinationException of(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return e instanceof CoordinationException ours ? ours : new CoordinationException(what, e);
    }
}
