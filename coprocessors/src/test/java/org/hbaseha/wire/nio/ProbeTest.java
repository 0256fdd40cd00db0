package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.wire.nio.LoopFixture.LONG;
import static org.hbaseha.wire.nio.LoopFixture.SHORT;
import static org.hbaseha.wire.nio.RecordingListener.next;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Rule;
import org.junit.Test;

public class ProbeTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Rule
    public final LoopFixture loops = new LoopFixture();

    private final BlockingQueue<ConnectOutcome> outcomes = new LinkedBlockingQueue<>();

    @Test
    public void listeningPortIsConnectedAndTheConnectionClosedAtOnce() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            assertThat(probe(address(server), LONG)).isEqualTo(ConnectOutcome.CONNECTED);

            assertThat(server.accept().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    public void portWhereNobodyListensIsRefused() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            nobody = address(server);
        }

        assertThat(probe(nobody, LONG)).isEqualTo(ConnectOutcome.REFUSED);
    }

    @Test
    public void fullBacklogTimesOut() throws Exception {
        List<SocketChannel> connects = new ArrayList<>();
        try (ServerSocket frozen = new ServerSocket(0, 1, LOOPBACK)) {
            // Linux takes one more than the backlog says; all further ones are left without an answer.
            for (int i = 0; i < 4; i++) {
                SocketChannel connect = SocketChannel.open();
                connects.add(connect);
                connect.configureBlocking(false);
                connect.connect(address(frozen));
            }

            assertThat(probe(address(frozen), SHORT)).isEqualTo(ConnectOutcome.TIMED_OUT);
        } finally {
            for (SocketChannel connect : connects) {
                connect.close();
            }
        }
    }

    @Test
    public void unknownNameIsNotTried() throws Exception {
        assertThat(probe(InetSocketAddress.createUnresolved("no.such.host.invalid", 1), LONG))
                .isEqualTo(ConnectOutcome.NOT_TRIED);
    }

    @Test
    public void eachOfManyProbesIsAnsweredOnce() throws Exception {
        StreamLoop loop = loops.loop(LoopFixture.PATIENT);
        try (ServerSocket server = new ServerSocket(0, 500, LOOPBACK)) {
            for (int i = 0; i < 200; i++) {
                loop.probe(address(server), LONG, outcomes::add);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(next(outcomes)).isEqualTo(ConnectOutcome.CONNECTED);
            }
        }
        loop.close();

        assertThat(outcomes).isEmpty();
    }

    @Test
    public void probeUnderWayWhenTheLoopClosesIsAnswered() throws Exception {
        StreamLoop loop = loops.loop(LoopFixture.PATIENT);
        // TEST-NET-1 (RFC 5737): nobody answers, or the network says that it is not to be reached.
        loop.probe(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 16020),
                LONG,
                outcomes::add);

        loop.close();

        assertThat(next(outcomes)).isNotEqualTo(ConnectOutcome.CONNECTED);
        assertThat(outcomes).isEmpty();
    }

    private ConnectOutcome probe(InetSocketAddress target, Duration timeout) throws IOException, InterruptedException {
        loops.loop(LoopFixture.PATIENT).probe(target, timeout, outcomes::add);
        return next(outcomes);
    }

    private static InetSocketAddress address(ServerSocket server) {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }
}
