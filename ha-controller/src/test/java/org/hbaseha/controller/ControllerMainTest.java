package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.observation.BeatServer;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamLoop;
import org.junit.Test;

/** What the daemon exits with decides whether a supervisor starts it again. */
public final class ControllerMainTest {

    private static final MonotonicClock CLOCK = MonotonicClock.system();

    @Test
    public void onlyASettingIsNotTriedAgain() {
        assertThat(ControllerMain.exitCode(new ConfigException("Unknown setting")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(ControllerMain.exitCode(new CoordinationException("No HBase")))
                .isEqualTo(ExitCode.INIT);
        assertThat(ControllerMain.exitCode(new IOException("Beat port cannot be opened")))
                .isEqualTo(ExitCode.INIT);
        assertThat(ControllerMain.exitCode(new IllegalStateException("bug"))).isEqualTo(ExitCode.ERROR);
        assertThat(ControllerMain.exitCode(new StackOverflowError())).isEqualTo(ExitCode.ERROR);
    }

    @Test
    public void aBeatPortInUseIsOneSentenceAndMayBeFreeLater() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                StreamLoop sockets = sockets()) {
            InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort());

            assertThatThrownBy(() -> Controller.listen(beats(), sockets, taken, "c1"))
                    .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("hbase.ha.controller.beat.port")
                    .satisfies(trouble ->
                            assertThat(ControllerMain.exitCode(trouble)).isEqualTo(ExitCode.INIT));
        }
    }

    @Test
    public void aBindAddressThatNobodyKnowsIsASetting() throws Exception {
        try (StreamLoop sockets = sockets()) {
            InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-host", 0);

            assertThatThrownBy(() -> Controller.listen(beats(), sockets, unknown, "c1"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("no-such-host")
                    .hasMessageContaining("hbase.ha.controller.bind.address");
        }
    }

    private static BeatServer beats() {
        return new BeatServer(
                CLOCK,
                new Acknowledgements(Seats.NONE, Duration.ofSeconds(1), CLOCK.now()),
                () -> true,
                observation -> {});
    }

    private static StreamLoop sockets() {
        Secret secret = Secret.of(new byte[Secret.LEAST_BYTES]);
        return new StreamLoop("test", secret, StreamLimits.ofController(Duration.ofSeconds(3)), CLOCK);
    }
}
