package org.hbaseha.health.region;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.Streams;

/** Sockets that do nothing by themselves: the test answers dials and probes. */
final class FakeStreams implements Streams {

    record Dial(InetSocketAddress address, Hello self, StreamListener listener) {}

    record Probe(InetSocketAddress target, Duration timeout, Consumer<ConnectOutcome> answer) {}

    final List<Dial> dials = new CopyOnWriteArrayList<>();
    final List<Probe> probes = new CopyOnWriteArrayList<>();
    volatile Optional<Error> broken = Optional.empty();
    volatile boolean closed;

    @Override
    public int listen(InetSocketAddress address, Hello self, StreamListener listener) {
        throw new UnsupportedOperationException("An agent does not listen");
    }

    @Override
    public void dial(InetSocketAddress address, Hello self, StreamListener listener) {
        dials.add(new Dial(address, self, listener));
    }

    @Override
    public void probe(InetSocketAddress target, Duration timeout, Consumer<ConnectOutcome> answer) {
        broken.ifPresent(error -> {
            throw error;
        });
        probes.add(new Probe(target, timeout, answer));
    }

    @Override
    public void close() {
        closed = true;
    }
}
