package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** The exceptions as JDK 17 throws them on Linux: class from the error number, text from the C library. */
public class ConnectFailureTest {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration LATE = Duration.ofSeconds(3);

    @Test
    public void refusalAndTheKernelsTimeoutHaveOneClassAndTwoMeanings() {
        assertThat(outcome(new ConnectException("Connection refused"), LATE)).isEqualTo(ConnectOutcome.REFUSED);
        assertThat(outcome(new ConnectException("Connection timed out"), LATE)).isEqualTo(ConnectOutcome.TIMED_OUT);
    }

    @Test
    public void textInAnotherLanguageIsARefusalOnlyWhenItCannotBeATimeout() {
        ConnectException german = new ConnectException("Verbindungsaufbau abgelehnt");

        assertThat(outcome(german, SOON)).isEqualTo(ConnectOutcome.REFUSED);
        assertThat(outcome(german, LATE)).isEqualTo(ConnectOutcome.NOT_TRIED);
    }

    @Test
    public void noRouteIsUnreachable() {
        assertThat(outcome(new NoRouteToHostException("No route to host"), SOON))
                .isEqualTo(ConnectOutcome.UNREACHABLE);
        assertThat(outcome(new SocketException("Network is unreachable"), SOON)).isEqualTo(ConnectOutcome.UNREACHABLE);
    }

    @Test
    public void resetComesFromSomebodyWhoListened() {
        assertThat(outcome(new SocketException("Connection reset by peer"), SOON))
                .isEqualTo(ConnectOutcome.CONNECTED);
    }

    @Test
    public void troubleOfOurOwnIsNoEvidence() {
        assertThat(outcome(new BindException("Cannot assign requested address"), SOON))
                .isEqualTo(ConnectOutcome.NOT_TRIED);
        assertThat(outcome(new SocketException("Operation not permitted"), SOON))
                .isEqualTo(ConnectOutcome.NOT_TRIED);
        assertThat(outcome(new IOException("Too many open files"), SOON)).isEqualTo(ConnectOutcome.NOT_TRIED);
        assertThat(outcome(new SocketException(), SOON)).isEqualTo(ConnectOutcome.NOT_TRIED);
    }

    private static ConnectOutcome outcome(IOException error, Duration after) {
        return ConnectFailure.outcome(error, after);
    }
}
