package org.hbaseha.controller.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.hbaseha.config.ConfigException;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.fencing.Epoch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit journal: {@code audit.jsonl} in the controller's folder. {@link #record} takes an entry from any thread and returns at once;
 * the journal's own thread writes entries in their order and waits for the disk. When the disk fails, what is queued is tried again each
 * second; when the queue is full, entries are dropped, counted, and the gap is itself recorded. Nothing that happens here stops the
 * controller, except another one that uses the same folder, at {@link #open}; and nothing stops the journal's thread but {@link #close}.
 */
public final class AuditJournal implements AuditSink, AuditProgress, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final int QUEUE = 10_000;
    private static final int BATCH = 256;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 100;

    /** What the journal has been through since it was opened. */
    public record Counts(long written, long dropped, long errors, long broken) {}

    /** The first bad line of a journal, counted from 1; empty {@code bad} when there is none. */
    public record Verification(long goodLines, Optional<String> bad) {}

    private final AuditFile file;
    private final String controller;
    private final InstantSource wallClock;
    private final BlockingQueue<AuditEntry> queue;
    private final Duration retry;
    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final TroubleLog writing = new TroubleLog(LOG, "Writing the audit journal");
    private final Thread thread;
    private volatile boolean closing;

    /** Guards the two counts, so that the first follows the order of the queue. */
    private final Lock progress = new ReentrantLock();

    private final Condition advanced = progress.newCondition();
    private long taken;
    private long settled;

    /** Of the thread's own: how many dropped entries are already told of, and the end of the chain. */
    private long toldDropped;

    private AuditLine.Link next;

    /**
     * Opens the journal and starts its thread.
     *
     * @throws ConfigException when another controller uses this folder, or this user has no rights there
     * @throws IOException when the disk does not do what it should, which may pass
     */
    public static AuditJournal open(Path directory, String controller, InstantSource wallClock) throws IOException {
        return open(directory, controller, wallClock, QUEUE, RETRY, (file, bytes, at) -> file.write(bytes, at));
    }

    static AuditJournal open(
            Path directory,
            String controller,
            InstantSource wallClock,
            int queue,
            Duration retry,
            AuditFile.Output output)
            throws IOException {
        AuditFile file = AuditFile.open(directory, wallClock.instant(), output);
        AuditJournal journal = new AuditJournal(file, controller, wallClock, queue, retry);
        file.found().trouble().ifPresent(trouble -> {
            LOG.warn("{}", trouble);
            journal.record(journal.own("JOURNAL_REPAIRED", trouble, Map.of()));
        });
        journal.thread.start();
        return journal;
    }

    private AuditJournal(AuditFile file, String controller, InstantSource wallClock, int queue, Duration retry) {
        this.file = file;
        this.controller = controller;
        this.wallClock = wallClock;
        this.queue = new ArrayBlockingQueue<>(queue);
        this.retry = retry;
        this.next = new AuditLine.Link(file.found().last() + 1, file.found().lastHash());
        this.thread = RimThreads.named("ha-audit").newThread(this::run);
    }

    @Override
    public void record(AuditEntry entry) {
        progress.lock();
        try {
            if (closing || !queue.offer(entry)) {
                dropped.increment();
            } else {
                taken++;
            }
        } finally {
            progress.unlock();
        }
    }

    @Override
    public long taken() {
        progress.lock();
        try {
            return taken;
        } finally {
            progress.unlock();
        }
    }

    @Override
    public long lost() {
        return dropped.sum();
    }

    @Override
    public boolean awaitSettled(long position, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        progress.lockInterruptibly();
        try {
            while (settled < position) {
                if (left <= 0) {
                    return false;
                }
                left = advanced.awaitNanos(left);
            }
            return true;
        } finally {
            progress.unlock();
        }
    }

    private void settled(int entries) {
        progress.lock();
        try {
            settled += entries;
            advanced.signalAll();
        } finally {
            progress.unlock();
        }
    }

    private void run() {
        List<AuditEntry> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            batch.clear();
            try {
                writeNext(batch);
            } catch (InterruptedException e) {
                LOG.debug("The journal's thread was asked to stop");
                return;
            } catch (RuntimeException bug) {
                errors.increment();
                LOG.error("Entries of the audit journal were lost by a bug of ours count={}", batch.size(), bug);
            }
        }
    }

    private void writeNext(List<AuditEntry> batch) throws InterruptedException {
        AuditEntry first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
        }
        int queued = batch.size();
        try {
            gap().ifPresent(batch::add);
            if (!batch.isEmpty()) {
                writeUntilItWorks(batch);
            }
        } finally {
            settled(queued);
        }
    }

    private Optional<AuditEntry> gap() {
        long missing = dropped.sum() - toldDropped;
        if (missing == 0) {
            return Optional.empty();
        }
        toldDropped += missing;
        return Optional.of(own(
                "JOURNAL_GAP",
                "Entries are missing here, because the disk was slower than they came",
                Map.of("dropped", Long.toString(missing))));
    }

    private AuditEntry own(String kind, String sentence, Map<String, String> facts) {
        return new AuditEntry(wallClock.instant(), Epoch.NONE, kind, "", "", sentence, facts);
    }

    private void writeUntilItWorks(List<AuditEntry> batch) throws InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        AuditLine.Link link = next;
        int encoded = 0;
        for (AuditEntry entry : batch) {
            Optional<byte[]> line = encode(link, entry);
            if (line.isPresent()) {
                lines.writeBytes(line.get());
                lines.write('\n');
                link = new AuditLine.Link(link.seq() + 1, AuditLine.sha256(line.get()));
                encoded++;
            }
        }
        while (!append(lines.toByteArray())) {
            if (closing) {
                dropped.add(encoded);
                return;
            }
            Thread.sleep(retry.toMillis());
        }
        written.add(encoded);
        next = link;
    }

    private Optional<byte[]> encode(AuditLine.Link link, AuditEntry entry) {
        try {
            return Optional.of(AuditLine.encode(link, controller, entry));
        } catch (JsonProcessingException e) {
            dropped.increment();
            LOG.warn("An audit entry is not text and was dropped kind={}", entry.kind(), e);
            return Optional.empty();
        } catch (RuntimeException bug) {
            errors.increment();
            dropped.increment();
            LOG.error("An audit entry was dropped by a bug of ours kind={}", entry.kind(), bug);
            return Optional.empty();
        }
    }

    private boolean append(byte[] lines) {
        try {
            file.append(lines);
            writing.over();
            return true;
        } catch (IOException e) {
            errors.increment();
            writing.seen(e);
            return false;
        }
    }

    public Counts counts() {
        return new Counts(
                written.sum(), dropped.sum(), errors.sum(), file.found().broken() ? 1 : 0);
    }

    /**
     * Checks a journal from its first line; {@code path} is the file or the folder it lies in. May be used while a controller writes it: then
     * the line being written may look unfinished.
     */
    public static Verification verify(Path path) throws IOException {
        Path journal = Files.isDirectory(path) ? path.resolve(AuditFile.NAME) : path;
        AuditChain.Check check = AuditFile.check(journal);
        Optional<String> bad = check.broken().map(at -> "line " + at.line() + " " + at.reason());
        if (bad.isEmpty() && check.tailBytes() > 0) {
            bad = Optional.of("line " + (check.last() + 1) + " is not finished");
        }
        return new Verification(check.last(), bad);
    }

    /** Writes what is queued, for two seconds at most. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(FAREWELL.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(FAREWELL.toMillis());
            }
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("The journal's file could not be closed", e);
        }
    }
}
