package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import org.junit.Test;

public class SocketsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    public void connectThatMetItselfIsFoundOut() throws IOException {
        try (SocketChannel socket = SocketChannel.open()) {
            socket.bind(new InetSocketAddress(LOOPBACK, 0));
            socket.connect(socket.getLocalAddress());

            assertThat(Sockets.isConnectedToItself(socket)).isTrue();
        }
    }

    @Test
    public void connectToSomebodyElseIsNot() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                SocketChannel socket = SocketChannel.open(server.getLocalSocketAddress())) {
            assertThat(Sockets.isConnectedToItself(socket)).isFalse();
        }
    }
}
