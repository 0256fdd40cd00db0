package org.hbaseha.it.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;
import org.junit.Test;

/** Ports of a site can be listened on by its servers and are given to nobody else. */
public final class PortsTest {

    private static final long SEED = 42;

    @Test
    public void givesPortsBelowTheEphemeralRange() {
        try (Ports ports = new Ports(new SplittableRandom(SEED))) {
            for (int i = 0; i < 100; i++) {
                assertThat(ports.next()).isBetween(10_000, 31_999);
            }
        }
    }

    @Test
    public void serversCanListenOnAHeldPortAgainAndAgain() throws IOException {
        try (Ports ports = new Ports(new SplittableRandom(SEED))) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.next());

            for (int i = 0; i < 2; i++) {
                assertThatCode(() -> listenOnce(address)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    public void twoOwnersAreNeverGivenTheSamePort() {
        try (Ports one = new Ports(new SplittableRandom(SEED));
                Ports other = new Ports(new SplittableRandom(SEED))) {
            assertThat(one.next()).isNotEqualTo(other.next());
        }
    }

    @Test
    public void avoidsAPortThatAServerOfAnyLoopbackAddressListensOn() throws IOException {
        int wanted;
        try (Ports ports = new Ports(new SplittableRandom(SEED))) {
            wanted = ports.next();
        }

        try (ServerSocket server = new ServerSocket();
                Ports ports = new Ports(new SplittableRandom(SEED))) {
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 13}), wanted));

            assertThat(ports.next()).isNotEqualTo(wanted);
        }
    }

    private static void listenOnce(InetSocketAddress address) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(address);
        }
    }
}
