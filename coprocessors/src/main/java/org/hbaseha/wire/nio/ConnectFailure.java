package org.hbaseha.wire.nio;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Locale;
import org.hbaseha.wire.ConnectOutcome;

/**
 * What a failed connect tells of the target. The JDK throws {@link ConnectException} for a refusal (ECONNREFUSED) and for the kernel's own
 * time-out (ETIMEDOUT) alike, and only the text, which comes from the C library in the language of the host, tells them apart. A refusal is
 * evidence that a process is gone, so it is never guessed from a text that is not understood, unless the answer came sooner than the kernel
 * gives up for the first time.
 */
final class ConnectFailure {

    /** The kernel sends a second SYN after one second and cannot be told to give up before that. */
    private static final Duration SOONER_THAN_ANY_TIMEOUT = Duration.ofMillis(900);

    private ConnectFailure() {}

    /** {@code after} is the time since the connect began. */
    static ConnectOutcome outcome(IOException error, Duration after) {
        String text = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (error instanceof NoRouteToHostException) {
            return ConnectOutcome.UNREACHABLE;
        } else if (error instanceof ConnectException) {
            if (text.contains("timed out")) {
                return ConnectOutcome.TIMED_OUT;
            }
            return text.contains("refused") || after.compareTo(SOONER_THAN_ANY_TIMEOUT) < 0
                    ? ConnectOutcome.REFUSED
                    : ConnectOutcome.NOT_TRIED;
        } else if (error instanceof SocketException && text.contains("reset")) {
            // A reset, not a refusal, comes after the handshake of TCP: somebody listens there.
            return ConnectOutcome.CONNECTED;
        } else if (error instanceof SocketException && text.contains("unreachable")) {
            return ConnectOutcome.UNREACHABLE;
        }
        return ConnectOutcome.NOT_TRIED;
    }
}
