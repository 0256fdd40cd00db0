package org.hbaseha.health.region;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.health.Beat;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.StreamLoop;
import org.hbaseha.wire.nio.WireStream;

/** A controller that listens, acknowledges and remembers; {@link #publish} puts its address into ZooKeeper. */
final class TestController implements StreamListener, AutoCloseable {

    private static final ZnodeLayout LAYOUT = new ZnodeLayout("/hbase-ha", "/hbase");

    final List<WireStream> streams = new CopyOnWriteArrayList<>();
    final List<CloseCause> refused = new CopyOnWriteArrayList<>();
    final List<Message.ProbeAnswer> probeAnswers = new CopyOnWriteArrayList<>();
    private final Map<String, List<Beat>> beats = new ConcurrentHashMap<>();
    private final Map<String, Message.Goodbye> goodbyes = new ConcurrentHashMap<>();
    private final String id;
    private final StreamLoop loop;
    private final int port;
    volatile boolean acknowledges = true;
    volatile boolean armed = true;
    private volatile Consumer<WireStream> whenOpened = stream -> {};

    TestController(String id, Secret secret) throws IOException {
        this.id = id;
        this.loop = new StreamLoop(
                "test-" + id, secret, StreamLimits.ofController(Duration.ofSeconds(3)), MonotonicClock.system());
        loop.start();
        this.port = loop.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Hello(Hello.WIRE_VERSION, EnumSet.noneOf(org.hbaseha.wire.Capability.class), id),
                this);
    }

    static void publish(ZooKeeper zooKeeper, String id, byte[] content) throws KeeperException, InterruptedException {
        for (String path : List.of(LAYOUT.parent(), LAYOUT.controllers())) {
            if (zooKeeper.exists(path, false) == null) {
                zooKeeper.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
        }
        zooKeeper.create(LAYOUT.controller(id), content, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    }

    static byte[] address(String id, int port) {
        return new ControllerAddress(id, "127.0.0.1", port, port, "test").encode();
    }

    static void withdraw(ZooKeeper zooKeeper, String id) throws KeeperException, InterruptedException {
        zooKeeper.delete(LAYOUT.controller(id), -1);
    }

    TestController publish(ZooKeeper zooKeeper) throws KeeperException, InterruptedException {
        publish(zooKeeper, id, address(id, port));
        return this;
    }

    /** Called in the thread of the streams. */
    void whenOpened(Consumer<WireStream> action) {
        whenOpened = action;
    }

    Optional<Beat> newestBeat(ServerName server) {
        List<Beat> of = beats(server);
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(of.size() - 1));
    }

    List<Beat> beats(ServerName server) {
        return new ArrayList<>(beats.getOrDefault(server.getServerName(), List.of()));
    }

    Optional<Message.Goodbye> goodbye(ServerName server) {
        return Optional.ofNullable(goodbyes.get(server.getServerName()));
    }

    long streamsEverOpenedBy(ServerName server) {
        return streams.stream()
                .filter(stream -> stream.peer().name().equals(server.getServerName()))
                .count();
    }

    void ask(ServerName server, Message message) {
        streams.stream()
                .filter(stream -> stream.peer().name().equals(server.getServerName()))
                .forEach(stream -> stream.offer(message));
    }

    @Override
    public void opened(WireStream stream) {
        streams.add(stream);
        whenOpened.accept(stream);
    }

    @Override
    public void received(WireStream stream, Message message, MonotonicInstant at) {
        String server = stream.peer().name();
        if (message instanceof Message.Beat beat) {
            beats.computeIfAbsent(server, any -> new CopyOnWriteArrayList<>()).add(beat.beat());
            if (acknowledges) {
                stream.offer(new Message.Ack(beat.beat().sequence(), armed));
            }
        } else if (message instanceof Message.Goodbye goodbye) {
            goodbyes.put(server, goodbye);
        } else if (message instanceof Message.ProbeAnswer answer) {
            probeAnswers.add(answer);
        }
    }

    @Override
    public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {}

    @Override
    public void refused(String remote, CloseCause cause) {
        refused.add(cause);
    }

    @Override
    public void close() {
        loop.close();
    }
}
