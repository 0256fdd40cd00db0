package org.hbaseha.it.verify.checker;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ipc.NettyRpcClientConfigHelper;
import org.apache.hbase.thirdparty.io.netty.buffer.ByteBuf;
import org.apache.hbase.thirdparty.io.netty.channel.ChannelDuplexHandler;
import org.apache.hbase.thirdparty.io.netty.channel.ChannelHandlerContext;
import org.apache.hbase.thirdparty.io.netty.channel.ChannelPromise;
import org.apache.hbase.thirdparty.io.netty.channel.EventLoopGroup;
import org.apache.hbase.thirdparty.io.netty.channel.socket.nio.NioSocketChannel;

/**
 * A connection of HBase's client that counts its bytes, both ways, as they are given to the socket and taken from it. A proxy would see the same and cost a copy of
 * each byte, which would be charged to whoever sends many; a server's own metrics would count replication and clients of every kind, and are ten seconds old.
 */
public final class CountedChannel extends NioSocketChannel {

    /** HBase makes the channels, by their class alone, so that there is nobody to give them a counter. */
    private static final Map<Integer, LongAdder> BYTES_BY_PORT = new ConcurrentHashMap<>();

    /** For HBase's client. */
    public CountedChannel() {
        pipeline().addFirst(new Counter());
    }

    /** From now on the clients of {@code configuration}, and of copies of it, are counted. */
    static void use(Configuration configuration, EventLoopGroup threads) {
        NettyRpcClientConfigHelper.setEventLoopConfig(configuration, threads, CountedChannel.class);
    }

    /** What went to and came from {@code ports} of servers since this JVM began. */
    static long bytes(List<Integer> ports) {
        long bytes = 0;
        for (int port : ports) {
            bytes += BYTES_BY_PORT.getOrDefault(port, new LongAdder()).sum();
        }
        return bytes;
    }

    private static final class Counter extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            count(context, message);
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            count(context, message);
            var unused = context.write(message, promise);
        }

        private static void count(ChannelHandlerContext context, Object message) {
            SocketAddress server = context.channel().remoteAddress();
            if (message instanceof ByteBuf bytes && server instanceof InetSocketAddress address) {
                BYTES_BY_PORT
                        .computeIfAbsent(address.getPort(), port -> new LongAdder())
                        .add(bytes.readableBytes());
            }
        }
    }
}
