package org.hbaseha.health.region;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries TCP connects for a controller that cannot see a region server itself. Only hosts of region servers are tried, a bounded number at a
 * time and for a bounded time; every other request is answered {@code NOT_TRIED}, which is no evidence. Called in the thread of the streams;
 * returns at once.
 */
final class Witness {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    /** A suspect has a handful of ports, each of which is asked about again before the last question has timed out. */
    private static final int AT_A_TIME = 64;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Streams streams;
    private final KnownHosts hosts;
    private final Runnable askForHosts;
    private final NameResolver names;
    private final AgentCounters counters;
    private final MonotonicClock clock;
    private final Semaphore free = new Semaphore(AT_A_TIME);

    /** @param askForHosts wants the list of region servers brought up to date soon; returns at once */
    Witness(
            Streams streams,
            KnownHosts hosts,
            Runnable askForHosts,
            NameResolver names,
            AgentCounters counters,
            MonotonicClock clock) {
        this.streams = streams;
        this.hosts = hosts;
        this.askForHosts = askForHosts;
        this.names = names;
        this.counters = counters;
        this.clock = clock;
    }

    /** Answers exactly once, in any thread. */
    void probe(Message.ProbeRequest request, Consumer<ConnectOutcome> answer) {
        if (!hosts.isKnown(request.host(), clock.now())) {
            askForHosts.run();
            refuse(answer);
        } else if (!free.tryAcquire()) {
            refuse(answer);
        } else {
            counters.add(AgentCounter.PROBES);
            tryConnect(request, finishing(answer));
        }
    }

    private void tryConnect(Message.ProbeRequest request, Consumer<ConnectOutcome> finish) {
        Duration timeout = request.timeout().compareTo(LONGEST) < 0 ? request.timeout() : LONGEST;
        try {
            names.resolve(request.host(), request.port(), found -> connect(request, found, timeout, finish));
        } catch (Throwable t) {
            // No thread left to look names up in, mostly. The place is given back, or none would be left some time.
            failed(request, t, finish);
        }
    }

    private void connect(
            Message.ProbeRequest request,
            Optional<InetSocketAddress> found,
            Duration timeout,
            Consumer<ConnectOutcome> finish) {
        try {
            if (found.isPresent()) {
                InetSocketAddress target = found.orElseThrow();
                streams.probe(target, timeout, finish);
            } else {
                finish.accept(ConnectOutcome.NOT_TRIED);
            }
        } catch (Throwable t) {
            failed(request, t, finish);
        }
    }

    private void failed(Message.ProbeRequest request, Throwable error, Consumer<ConnectOutcome> finish) {
        counters.add(AgentCounter.ERRORS);
        finish.accept(ConnectOutcome.NOT_TRIED);
        LOG.warn("Probe failed host={} port={}", request.host(), request.port(), error);
    }

    private Consumer<ConnectOutcome> finishing(Consumer<ConnectOutcome> answer) {
        AtomicBoolean answered = new AtomicBoolean();
        return outcome -> {
            if (answered.compareAndSet(false, true)) {
                free.release();
                answer.accept(outcome);
            }
        };
    }

    private void refuse(Consumer<ConnectOutcome> answer) {
        counters.add(AgentCounter.PROBES_REFUSED);
        answer.accept(ConnectOutcome.NOT_TRIED);
    }
}
