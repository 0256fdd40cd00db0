package org.hbaseha.controller.execution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.hbaseha.controller.audit.AuditProgress;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * No irrevocable act before its reason: waits until the journal has on its disk what was recorded before a step was wanted, so that an EXPIRE
 * record without a verdict in any journal needs both a crash and a slow disk. Bounded, because a slow disk must not hold up a recovery; a wait
 * that was too short, or for an entry that the journal has lost, is counted and logged. {@link #position} is asked by the control loop, {@link #upTo} on the executor's threads.
 */
public final class JournalWait {

    static final Duration MOST = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(JournalWait.class);

    private final AuditProgress journal;
    private final MonotonicClock clock;
    private final LongAdder exceeded = new LongAdder();
    private final AtomicLong knownLost = new AtomicLong();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);

    public JournalWait(AuditProgress journal, MonotonicClock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Of the newest entry, which is the verdict or comes after it. */
    long position() {
        return journal.taken();
    }

    void upTo(long position) throws InterruptedException {
        var start = clock.now();
        boolean settled = journal.awaitSettled(position, MOST);
        Duration waited = clock.now().since(start);
        longestNanos.accumulate(waited.toNanos());
        // Which entries were lost is not known; the first expiry after a loss counts as one without its verdict.
        long lost = journal.lost();
        long lostSince = lost - knownLost.getAndSet(lost);
        if (!settled || lostSince > 0) {
            exceeded.increment();
            LOG.warn(
                    "Expiring before the journal has the verdict on its disk waited={}ms lost={}",
                    waited.toMillis(),
                    lostSince);
        }
    }

    /** How often the journal was slower than {@link #MOST}, or had lost an entry since the expiry before. */
    public long exceeded() {
        return exceeded.sum();
    }

    /** The longest wait since the start. */
    public Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }
}
