package org.hbaseha.wire;

/** Bytes that are not what the wire format says. The peer is of another make or broken; nothing of what it sent is used. */
public final class WireFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    WireFormatException(String message) {
        super(message);
    }

    WireFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
