package org.hbaseha.health.region;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.WireStream;

/** A stream to a controller that keeps what it was offered. */
final class FakeStream implements WireStream {

    final List<Message> offered = Collections.synchronizedList(new ArrayList<>());
    volatile boolean full;
    volatile String closedBecause = "";

    private final String peer;

    FakeStream(String peer) {
        this.peer = peer;
    }

    @Override
    public Hello peer() {
        return new Hello(Hello.WIRE_VERSION, Set.of(), peer);
    }

    @Override
    public InetSocketAddress remote() {
        return InetSocketAddress.createUnresolved("controller", 1);
    }

    @Override
    public boolean offer(Message message) {
        return !full && offered.add(message);
    }

    @Override
    public void close(String reason) {
        closedBecause = reason;
    }
}
