package org.hbaseha.health.region;

import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of the beat, looked after by the keeper: a server whose agent has died silently would be expired though it serves. Called by the
 * keeper thread only.
 */
final class BeatThread {

    private static final Logger LOG = LoggerFactory.getLogger(BeatThread.class);

    private final BeatLoop loop;
    private final Function<Runnable, Thread> threads;
    private final AgentCounters counters;
    private Optional<Thread> current = Optional.empty();

    /** @param threads makes a thread that is not started */
    BeatThread(BeatLoop loop, Function<Runnable, Thread> threads, AgentCounters counters) {
        this.loop = loop;
        this.threads = threads;
        this.counters = counters;
    }

    BeatLoop loop() {
        return loop;
    }

    /** Starts a thread where none runs. */
    void keepAlive() {
        if (current.filter(Thread::isAlive).isPresent() || loop.hasSaidGoodbye()) {
            return;
        }
        if (current.isPresent()) {
            counters.add(AgentCounter.BEAT_THREAD_RESTARTS);
            LOG.error("Beat thread was dead and is started again lastBeat={}", loop.sequence());
        }
        Thread thread = threads.apply(loop);
        thread.start();
        current = Optional.of(thread);
    }
}
