package org.hbaseha.it.verify.checker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hbase.thirdparty.io.netty.bootstrap.Bootstrap;
import org.apache.hbase.thirdparty.io.netty.buffer.Unpooled;
import org.apache.hbase.thirdparty.io.netty.channel.Channel;
import org.apache.hbase.thirdparty.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.hbase.thirdparty.io.netty.channel.nio.NioEventLoopGroup;
import org.junit.After;
import org.junit.Test;

public final class CountedChannelTest {

    private static final long MOST_MILLIS = 10_000;

    private final NioEventLoopGroup threads = new NioEventLoopGroup(1);

    @After
    public void end() {
        assertThat(threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(MOST_MILLIS))
                .isTrue();
    }

    private Channel connect(int port) {
        return new Bootstrap()
                .group(threads)
                .channel(CountedChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }

    @Test
    public void countsBothWaysForTheServerThatItIsConnectedTo() throws Exception {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = door.getLocalPort();
            Channel channel = connect(port);
            try (Socket server = door.accept()) {
                assertThat(channel.writeAndFlush(Unpooled.copiedBuffer("question", US_ASCII))
                                .awaitUninterruptibly(MOST_MILLIS))
                        .isTrue();
                assertThat(server.getInputStream().readNBytes(8)).isEqualTo("question".getBytes(US_ASCII));
                server.getOutputStream().write("long answer".getBytes(US_ASCII));

                await().atMost(Duration.ofSeconds(10))
                        .until(() -> CountedChannel.bytes(List.of(port)) >= "questionlong answer".length());

                assertThat(CountedChannel.bytes(List.of(port))).isEqualTo("questionlong answer".length());
                assertThat(CountedChannel.bytes(List.of(other.getLocalPort()))).isZero();
                assertThat(CountedChannel.bytes(List.of())).isZero();
            } finally {
                assertThat(channel.close().awaitUninterruptibly(MOST_MILLIS)).isTrue();
            }
        }
    }
}
