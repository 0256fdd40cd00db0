package org.hbaseha.controller.coordination;

import java.io.IOException;

/** ZooKeeper could not be asked, or did not answer as it must. The message is one sentence for the operator, with what to do. */
public final class CoordinationException extends IOException {

    private static final long serialVersionUID = 1L;

    public CoordinationException(String message) {
        super(message);
    }

    public CoordinationException(String message, Throwable cause) {
        super(message + " error=" + cause, cause);
    }
}
