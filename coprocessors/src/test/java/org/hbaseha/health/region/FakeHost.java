package org.hbaseha.health.region;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.GoodbyeReason;

/** A region server as the test wants it. */
final class FakeHost implements HostServer {

    static final ServerName NAME = ServerName.valueOf("rs1.example", 16020, 1_700_000_000_000L);

    volatile Optional<GoodbyeReason> ending = Optional.empty();
    volatile Map<String, Long> requests = Map.of();
    volatile Optional<Error> broken = Optional.empty();
    volatile Optional<String> unguarded = Optional.empty();
    /** Whoever asks whether it ends hangs until this is open. */
    volatile CountDownLatch heldUp = new CountDownLatch(0);

    final AtomicLong asked = new AtomicLong();

    @Override
    public ServerName name() {
        return NAME;
    }

    @Override
    public Optional<GoodbyeReason> ending() {
        asked.incrementAndGet();
        try {
            heldUp.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broken.ifPresent(error -> {
            throw error;
        });
        return ending;
    }

    @Override
    public Map<String, Long> requestCounters() {
        return requests;
    }

    @Override
    public Optional<String> unguarded() {
        return unguarded;
    }
}
