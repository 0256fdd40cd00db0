package org.hbaseha.health.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the agent that must not be missing. {@link #keepAlive}, called by other threads several times in {@code patience}, starts it, and
 * another where it died or hangs; {@link #mayTurn}, called by its work, is its sign of life. Nothing here waits, not even for the log. A watcher that
 * was itself away does not judge.
 */
final class WatchedThread {

    /** What is done about one that gives no sign of life. */
    enum Hanging {
        /** Another is started beside it; its work ends by itself once it comes back. */
        REPLACE,
        /** It is interrupted, and another is started only when it is gone: two at once could do harm. */
        INTERRUPT
    }

    private static final Logger LOG = LoggerFactory.getLogger(WatchedThread.class);

    /** What makes one hang may make the next one hang; threads are not free. */
    private static final int MOST_GIVEN_UP = 3;

    private final String name;
    private final Runnable work;
    private final Duration patience;
    private final Hanging hanging;
    private final AgentCounters counters;
    private final MonotonicClock clock;
    private final List<Thread> givenUp = new ArrayList<>();
    private volatile Optional<Thread> current = Optional.empty();
    private volatile MonotonicInstant lastTurn;
    private MonotonicInstant lastLook;
    private volatile boolean over;

    /** @param work to be ended by itself once {@link #mayTurn} says no; what it leaves undone another thread goes on with */
    WatchedThread(
            String name,
            Runnable work,
            Duration patience,
            Hanging hanging,
            AgentCounters counters,
            MonotonicClock clock) {
        this.name = name;
        this.work = work;
        this.patience = patience;
        this.hanging = hanging;
        this.counters = counters;
        this.clock = clock;
        this.lastTurn = clock.now();
        this.lastLook = lastTurn;
    }

    /** For the work, at each turn: false when this thread was given up, or none is wanted any more. */
    boolean mayTurn() {
        if (over || current.filter(thread -> thread == Thread.currentThread()).isEmpty()) {
            return false;
        }
        lastTurn = clock.now();
        return true;
    }

    /** Starts a thread where none runs that gives signs of life. Returns at once. */
    synchronized void keepAlive() {
        if (over) {
            return;
        }
        MonotonicInstant now = clock.now();
        if (now.since(lastLook).compareTo(patience.dividedBy(2)) > 0) {
            lastTurn = now;
        }
        lastLook = now;
        if (current.isEmpty()) {
            startAnother();
            return;
        }
        Thread thread = current.orElseThrow();
        if (!thread.isAlive()) {
            startAnother();
            tell("was dead and is started again");
        } else if (now.since(lastTurn).compareTo(patience) > 0) {
            unhang(thread, now);
        }
    }

    private void unhang(Thread thread, MonotonicInstant now) {
        switch (hanging) {
            case REPLACE -> {
                givenUp.removeIf(other -> !other.isAlive());
                if (givenUp.size() < MOST_GIVEN_UP) {
                    startAnother();
                    givenUp.add(thread);
                    tell("hangs, another one goes on");
                }
            }
            case INTERRUPT -> {
                lastTurn = now;
                thread.interrupt();
                tell("hangs and is interrupted");
            }
        }
    }

    private void startAnother() {
        Thread thread = AgentThread.daemon(name, work);
        lastTurn = clock.now();
        // Before it runs: its work asks whether it is the one. One that cannot be started counts as dead, and the next
        // call tries again.
        current = Optional.of(thread);
        thread.start();
    }

    /** In a thread of its own: the log may be what the others wait for. */
    private void tell(String what) {
        counters.add(AgentCounter.THREAD_RESTARTS);
        AgentThread.daemon("log", () -> LOG.error("Thread of the agent {} name={}", what, name))
                .start();
    }

    /** No thread is wanted any more; the one that runs ends at its next turn. */
    void end() {
        over = true;
    }

    void interrupt() {
        current.ifPresent(Thread::interrupt);
    }
}
