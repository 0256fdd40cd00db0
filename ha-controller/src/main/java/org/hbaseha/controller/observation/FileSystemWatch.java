package org.hbaseha.controller.observation;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.detection.FileSystemState;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each interval whether the file system under HBase answers, and tells each look as {@link Observation.FileSystemSeen}. Hadoop's client
 * may hang for minutes whatever it is told, so that one thread asks and another waits, no longer than the time-out; as long as a question
 * hangs, no other is asked and each look tells that nothing came.
 */
public final class FileSystemWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileSystemWatch.class);

    private final FileSystemQuestion question;
    private final FileSystemSettings settings;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final TroubleLog trouble = new TroubleLog(LOG, "The file system under HBase");
    private final ScheduledExecutorService looker = RimThreads.oneScheduled("ha-file-system-watch");
    private final ExecutorService asker = Executors.newSingleThreadExecutor(RimThreads.named("ha-file-system"));
    /** Used by the looker alone. */
    private Optional<Pending> pending = Optional.empty();

    private record Pending(Future<FileSystemAnswer> answer, MonotonicInstant asked) {}

    FileSystemWatch(
            FileSystemQuestion question,
            FileSystemSettings settings,
            MonotonicClock clock,
            Consumer<Observation> sink) {
        this.question = question;
        this.settings = settings;
        this.clock = clock;
        this.sink = sink;
    }

    /** Of the folders that {@code hbase} names. */
    public static FileSystemWatch of(
            Configuration hbase, FileSystemSettings settings, MonotonicClock clock, Consumer<Observation> sink) {
        return new FileSystemWatch(new HBaseFolders(hbase, settings.timeout()), settings, clock, sink);
    }

    public void start() {
        if (settings.interval().isZero()) {
            tell(new FileSystemAnswer(FileSystemState.NOT_WATCHED, HaKeys.FILE_SYSTEM_INTERVAL.name(), "is 0s"));
            return;
        }
        var unused =
                looker.scheduleAtFixedRate(this::look, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            tell(answer());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            // It would end the looks without a word.
            LOG.error("A look at the file system failed by a bug of ours", bug);
        }
    }

    private FileSystemAnswer answer() throws InterruptedException {
        Pending now = pending.orElseGet(() -> new Pending(asker.submit(question::ask), clock.now()));
        try {
            // What a look before this one has waited for in vain is late, but may come.
            FileSystemAnswer answer = now.answer().get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            pending = Optional.empty();
            return isLate(now) ? late(answer, now) : answer;
        } catch (TimeoutException e) {
            pending = Optional.of(now);
            return new FileSystemAnswer(
                    FileSystemState.NO_ANSWER, question.source(), "does not answer for " + waited(now) + " ms");
        } catch (ExecutionException e) {
            // No answer of the file system, whatever it is: its client lacks a class, or has a bug.
            pending = Optional.empty();
            return new FileSystemAnswer(
                    FileSystemState.NOT_WATCHED, question.source(), "cannot be asked: " + e.getCause());
        }
    }

    private boolean isLate(Pending asked) {
        return clock.now().since(asked.asked()).compareTo(settings.timeout()) > 0;
    }

    private long waited(Pending asked) {
        return clock.now().since(asked.asked()).toMillis();
    }

    /** A file system that takes so long each time is in trouble, and it must not look well each other time. */
    private FileSystemAnswer late(FileSystemAnswer answer, Pending asked) {
        return answer.state() == FileSystemState.WELL
                ? new FileSystemAnswer(
                        FileSystemState.NO_ANSWER, answer.source(), "answered only after " + waited(asked) + " ms")
                : answer;
    }

    private void tell(FileSystemAnswer answer) {
        if (answer.state() == FileSystemState.WELL) {
            trouble.over();
        } else {
            // The time that passes is no other trouble.
            trouble.seen(answer.state() + " " + answer.source()
                    + (answer.state() == FileSystemState.NO_ANSWER ? "" : " " + answer.text()));
        }
        sink.accept(new Observation.FileSystemSeen(answer.state(), answer.source(), answer.text(), clock.now()));
    }

    /** Does not wait for a question that hangs. */
    @Override
    public void close() {
        looker.shutdownNow();
        asker.shutdownNow();
        question.close();
    }
}
