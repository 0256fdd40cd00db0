package org.hbaseha.layout;

/** Bytes that claim to be a record of ours and are not, or are of a version this one does not read. Never guessed around. */
public final class LayoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LayoutException(String message) {
        super(message);
    }

    LayoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
