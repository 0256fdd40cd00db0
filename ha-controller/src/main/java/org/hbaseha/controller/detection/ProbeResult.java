package org.hbaseha.controller.detection;

import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/**
 * The newest answer from one vantage about one port.
 *
 * @param firstAsked the earliest question from there, since the last beat, that had an answer
 */
public record ProbeResult(
        Vantage from,
        int port,
        boolean serverPort,
        ConnectOutcome outcome,
        MonotonicInstant firstAsked,
        MonotonicInstant asked,
        MonotonicInstant at) {

    /** The one of both that was asked later; it keeps the first question. */
    static ProbeResult newest(ProbeResult old, ProbeResult fresh) {
        ProbeResult newest = fresh.asked.isBefore(old.asked) ? old : fresh;
        MonotonicInstant first = fresh.firstAsked.isBefore(old.firstAsked) ? fresh.firstAsked : old.firstAsked;
        return new ProbeResult(
                newest.from, newest.port, newest.serverPort, newest.outcome, first, newest.asked, newest.at);
    }

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
