package org.hbaseha.controller.bundle;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes bundles on a thread of its own. {@link #accept} takes a part from the control loop and returns at once; a part that finds {@link
 * #MOST_WAITING} before it, and one that the disk does not take, is lost, counted and told in the log. No bug here ends the thread.
 */
public final class BundleWriter implements Consumer<BundlePart>, AutoCloseable {

    /** Enough for the breaker to have long refused everything further. */
    static final int MOST_WAITING = 256;

    private static final Logger LOG = LoggerFactory.getLogger(BundleWriter.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 100;

    /** What came of the parts so far. */
    public record Counts(long written, long failed, long dropped) {}

    private final BundleFolder folder;
    private final Origin origin;
    private final BlockingQueue<BundlePart> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder written = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final TroubleLog writing = new TroubleLog(LOG, "Writing incident bundles");
    /** Of the thread's own: bundles this process began. Another one under the same id is of an earlier life of the cluster. */
    private final Set<IncidentId> begun = new HashSet<>();

    private final Thread thread;
    private volatile boolean closing;

    public BundleWriter(BundleFolder folder, Origin origin) {
        this.folder = folder;
        this.origin = origin;
        this.thread = RimThreads.named("ha-bundles").newThread(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void accept(BundlePart part) {
        if (closing || !waiting.offer(part)) {
            dropped.increment();
        }
    }

    private void run() {
        while (!closing || !waiting.isEmpty()) {
            try {
                BundlePart part = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (part != null) {
                    write(part);
                }
            } catch (InterruptedException e) {
                LOG.debug("The bundles' thread was asked to stop");
                return;
            } catch (RuntimeException bug) {
                failed.increment();
                LOG.error("A bundle was lost by a bug of ours", bug);
            }
        }
    }

    private void write(BundlePart part) {
        byte[] bytes = BundleLines.compressed(origin, part);
        try {
            if (part.moment() == BundlePart.Moment.END && begun.contains(part.id())) {
                folder.append(part.id(), bytes);
            } else {
                folder.write(part.id(), bytes);
                begun.add(part.id());
            }
            written.increment();
            writing.over();
        } catch (IOException e) {
            failed.increment();
            writing.seen(e);
        }
    }

    public Counts counts() {
        return new Counts(written.sum(), failed.sum(), dropped.sum());
    }

    /** Writes what waits, for two seconds at most. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(FAREWELL.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(FAREWELL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
