package org.hbaseha.controller.detection;

import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/** The newest answer from one vantage about one port. */
public record ProbeResult(
        Vantage from,
        int port,
        boolean serverPort,
        ConnectOutcome outcome,
        MonotonicInstant asked,
        MonotonicInstant at) {

    /** The host's kernel said something. */
    boolean answered() {
        return switch (outcome) {
            case CONNECTED, REFUSED -> true;
            case TIMED_OUT, UNREACHABLE, NOT_TRIED -> false;
        };
    }

    /** Nothing came back from the host. */
    boolean noContact() {
        return switch (outcome) {
            case TIMED_OUT, UNREACHABLE -> true;
            case CONNECTED, REFUSED, NOT_TRIED -> false;
        };
    }

    String describe() {
        return from + " -> port " + port + ": " + outcome;
    }
}
