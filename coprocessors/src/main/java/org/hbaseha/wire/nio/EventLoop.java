package org.hbaseha.wire.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread, one selector, its timers and the tasks other threads give it. Sleeps until a socket, a timer or a task needs it, and
 * outlives whatever these throw. Only {@link #start}, {@link #execute}, {@link #stop} and {@link #clock} may be called from other threads.
 */
final class EventLoop {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(20);

    private static final int READ_BYTES = 64 * 1024;

    private final MonotonicClock clock;
    private final Thread thread;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final Timers timers = new Timers();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeupSent = new AtomicBoolean();
    private volatile Optional<Selector> selector = Optional.empty();
    private volatile boolean stopping;
    private volatile boolean ended;

    EventLoop(String name, MonotonicClock clock) {
        this.clock = clock;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() throws IOException {
        // The JDK's code that closes sockets takes descriptors of its own when first used. Where none is left at that
        // time, no socket of this
        // JVM can be closed ever after, so its first use is now.
        SocketChannel.open().close();
        selector = Optional.of(Selector.open());
        thread.start();
    }

    MonotonicClock clock() {
        return clock;
    }

    /** Where one read puts its bytes; whoever fills it empties it before it returns to the loop. */
    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    Timers timers() {
        return timers;
    }

    /** True from {@link #stop} on; a task that finds it has to tell its caller that nothing comes of it. */
    boolean isStopping() {
        return stopping;
    }

    /** Runs the task on the loop's thread, soon and in order; on the caller's when the loop is over. */
    void execute(Runnable task) {
        tasks.add(task);
        if (ended) {
            runTasks();
        } else if (Thread.currentThread() != thread && wakeupSent.compareAndSet(false, true)) {
            selector.ifPresent(Selector::wakeup);
        }
    }

    void register(SelectableChannel channel, int operations, SocketUser user) throws IOException {
        channel.configureBlocking(false);
        channel.register(openSelector(), operations, user);
    }

    /** Changes what the channel waits for; does nothing when it is closed. */
    void interest(SelectableChannel channel, int operations) {
        SelectionKey key = channel.keyFor(openSelector());
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    /** Gives a registered channel to another user. */
    void handOver(SelectableChannel channel, int operations, SocketUser user) {
        channel.keyFor(openSelector()).interestOps(operations).attach(user);
    }

    /** Ends the loop and waits for its end, at most {@code patience}, unless the loop's own thread calls. */
    void stop(Duration patience) {
        stopping = true;
        if (selector.isEmpty()) {
            ended = true;
        }
        execute(() -> {});
        if (thread.isAlive() && Thread.currentThread() != thread) {
            // An interrupt from before must not cost the goodbyes: aborts are when they count.
            boolean interrupted = Thread.interrupted();
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, patience.toNanos());
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!stopping) {
            if (!guarded(this::turn)) {
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
        runTasks();
        for (SelectionKey key : List.copyOf(openSelector().keys())) {
            guarded(user(key)::loopEnds);
        }
        ended = true;
        runTasks();
        try {
            openSelector().close();
        } catch (IOException e) {
            LOG.warn("Selector cannot be closed", e);
        }
    }

    private void turn() {
        // Nobody has reason to interrupt this thread; whoever did would keep the selector from ever sleeping again.
        Thread.interrupted();
        wakeupSent.set(false);
        runTasks();
        MonotonicInstant now = clock.now();
        for (Optional<Timers.Timer> due = timers.takeDue(now); due.isPresent(); due = timers.takeDue(now)) {
            Timers.Timer timer = due.orElseThrow();
            guarded(() -> timer.task().due(timer.at(), now));
        }
        try {
            select();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void select() throws IOException {
        Optional<Duration> wait = timers.untilNext(clock.now());
        if (stopping || !tasks.isEmpty() || wait.filter(Duration::isZero).isPresent()) {
            openSelector().selectNow(this::serve);
        } else {
            // Rounded up, or the last fraction of a millisecond would be spent spinning. Zero would mean for ever.
            openSelector().select(this::serve, wait.map(EventLoop::ceilMillis).orElse(0L));
        }
    }

    private void serve(SelectionKey key) {
        SocketUser user = user(key);
        try {
            user.ready();
        } catch (RuntimeException | Error e) {
            logged("Socket is given up after an unexpected error", e);
            guarded(() -> user.broken(e));
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    /** The loop carries all streams of the process, so nothing may end it but {@link #stop}. False when {@code action} threw. */
    static boolean guarded(Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException | Error e) {
            logged("Unexpected error on the loop", e);
            return false;
        }
    }

    /** Where there is no memory left to log with, the loop goes on all the same: streams that live without it would look like a frozen server. */
    private static void logged(String what, Throwable error) {
        try {
            LOG.error(what, error);
        } catch (RuntimeException | Error unlogged) {
            // Nowhere is left to say it.
        }
    }

    private Selector openSelector() {
        return selector.orElseThrow(ClosedSelectorException::new);
    }

    private static SocketUser user(SelectionKey key) {
        return (SocketUser) key.attachment();
    }

    private static long ceilMillis(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999).toMillis());
    }
}
