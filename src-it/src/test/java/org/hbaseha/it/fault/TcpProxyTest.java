package org.hbaseha.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hbaseha.it.network.Ports;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The proxy forwards, mirrors its target, and does to traffic what a broken network does. */
public final class TcpProxyTest {

    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 10_000;

    private final Ports ports = new Ports(new SplittableRandom());
    private EchoServer server;
    private TcpProxy proxy;
    private final List<Socket> clients = new ArrayList<>();

    @Before
    public void startProxyBeforeServer() throws IOException {
        server = EchoServer.start(ports.next());
        proxy = TcpProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.next()), server.address());
        awaitListening();
    }

    @After
    public void closeAll() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        proxy.close();
        server.close();
        ports.close();
    }

    @Test
    public void forwardsBothWays() throws IOException {
        Socket client = connect();

        client.getOutputStream().write(42);

        assertThat(client.getInputStream().read()).isEqualTo(42);
    }

    @Test
    public void passesTheEndOnBothWays() throws IOException {
        Socket client = connect();

        client.shutdownOutput();

        assertThat(client.getInputStream().read()).as("end of the echo").isEqualTo(-1);
    }

    @Test
    public void establishedConnectionMovesNoByteWhileCutAndDeliversAfterwards() throws IOException {
        Socket client = connect();
        echo(client, 1);

        proxy.cut();
        client.getOutputStream().write(2);

        assertNothingArrives(client);
        proxy.restore();
        assertThat(client.getInputStream().read()).isEqualTo(2);
        echo(client, 3);
    }

    @Test
    public void connectingTimesOutWhileCutForEveryClient() throws IOException {
        proxy.cut();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> connect(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    public void acceptsAgainAfterRestore() throws IOException {
        proxy.cut();
        proxy.restore();

        echo(connect(), 7);
        assertThat(server.connections())
                .as("the queue's fillers do not reach the target, only clients and the proxy's own looks")
                .isLessThan(Listener.BACKLOG);
    }

    @Test
    public void connectWaitingDuringTheCutGetsThroughAfterRestore() throws Exception {
        proxy.cut();
        Socket client = new Socket();
        clients.add(client);
        Thread restorer = new Thread(proxy::restore);
        assertThatThrownBy(() -> connect(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);

        restorer.start();
        client.connect(proxy.address(), LONG_MILLIS);

        echo(client, 8);
        restorer.join();
    }

    @Test
    public void endOfTheTargetIsNotSeenWhileCut() throws IOException {
        Socket client = connect();
        echo(client, 1);

        proxy.cut();
        server.close();

        assertNothingArrives(client);
        proxy.restore();
        assertThatConnectionEnds(client);
    }

    @Test
    public void refusesWhenAskedAndKeepsEstablishedConnections() throws IOException {
        Socket client = connect();
        echo(client, 1);

        proxy.refuse();

        assertThatThrownBy(() -> connect(SHORT_MILLIS)).isInstanceOf(ConnectException.class);
        echo(client, 2);
    }

    @Test
    public void listensAgainAfterRefusing() throws IOException {
        proxy.refuse();

        proxy.restore();

        awaitListening();
        echo(connect(), 1);
    }

    @Test
    public void resetEndsEstablishedConnectionsAndAcceptsNewOnes() throws IOException {
        Socket client = connect();
        echo(client, 1);

        proxy.reset();

        assertThatConnectionEnds(client);
        echo(connect(), 2);
    }

    @Test
    public void refusesWhenTheTargetIsGone() throws IOException {
        Socket client = connect();
        echo(client, 1);

        server.close();

        assertThatConnectionEnds(client);
        await().untilAsserted(
                        () -> assertThatThrownBy(() -> connect(SHORT_MILLIS)).isInstanceOf(ConnectException.class));
    }

    @Test
    public void forwardsAgainWhenTheTargetIsBack() throws IOException {
        Socket client = connect();
        echo(client, 1);
        server.close();
        assertThatConnectionEnds(client);

        server = EchoServer.start(server.address().getPort());

        awaitListening();
        echo(connect(), 2);
    }

    @Test
    public void cutHidesThatTheTargetIsGone() throws IOException {
        Socket client = connect();
        echo(client, 1);
        server.close();

        proxy.cut();

        assertThatThrownBy(() -> connect(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    public void closedProxyRefuses() throws IOException {
        proxy.close();

        assertThatThrownBy(() -> connect(SHORT_MILLIS)).isInstanceOf(ConnectException.class);
    }

    private Socket connect() throws IOException {
        return connect(LONG_MILLIS);
    }

    private Socket connect(int timeoutMillis) throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.connect(proxy.address(), timeoutMillis);
        client.setSoTimeout(LONG_MILLIS);
        return client;
    }

    private void awaitListening() {
        await().ignoreExceptions().until(() -> {
            connect().close();
            return true;
        });
    }

    private static void echo(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        assertThat(client.getInputStream().read()).isEqualTo(value);
    }

    private static void assertNothingArrives(Socket client) throws IOException {
        client.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(LONG_MILLIS);
    }

    private static void assertThatConnectionEnds(Socket client) {
        try {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }
}
