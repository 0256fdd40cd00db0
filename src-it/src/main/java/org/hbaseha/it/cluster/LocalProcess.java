package org.hbaseha.it.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server of a site, over all its incarnations: what faults are done to.
 *
 * <p>Take the time of a fault before the call: {@link #kill9} returns when the kernel has the signal, {@link #freeze} a
 * few milliseconds later. Any thread may call; calls for one process are serialized.
 */
public final class LocalProcess {

    private static final Duration SIGNAL_TAKES_EFFECT_WITHIN = Duration.ofSeconds(5);

    private final ProcessSpec spec;
    private final Jvm jvm;
    private final ProcessLog log;
    private Process process;
    private Optional<Duration> restartDelay = Optional.empty();

    private LocalProcess(ProcessSpec spec, Jvm jvm, ProcessLog log, Process process) {
        this.spec = spec;
        this.jvm = jvm;
        this.log = log;
        this.process = process;
    }

    static LocalProcess start(ProcessSpec spec, Jvm jvm, SiteLayout layout) throws IOException {
        LocalProcess started = new LocalProcess(
                spec, jvm, new ProcessLog(layout.log(spec.name()), layout.out(spec.name())), jvm.start(spec));
        started.superviseIncarnation();
        return started;
    }

    public String name() {
        return spec.name();
    }

    /** The current or last incarnation's process id. */
    public synchronized long pid() {
        return process.pid();
    }

    public synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, frozen or not. */
    public synchronized void kill9() {
        process.destroyForcibly();
    }

    /** Asks the process to end in an orderly way. */
    public synchronized void terminate() {
        process.destroy();
    }

    /**
     * Stops the process where it stands; all its threads stand still when this returns. The kernel goes on accepting
     * connections and data for it.
     */
    public synchronized void freeze() {
        signal("STOP");
        awaitStopped(true);
    }

    /** Lets a frozen process go on. */
    public synchronized void thaw() {
        signal("CONT");
        awaitStopped(false);
    }

    /** Starts a new incarnation, after killing the present one if there is one. */
    public synchronized void restart() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        process = jvm.start(spec);
        superviseIncarnation();
    }

    /** From now on starts a new incarnation when one has ended, after this delay, as an operator's supervisor does. */
    public synchronized void autoRestart(Duration delay) {
        restartDelay = Optional.of(delay);
        superviseIncarnation();
    }

    /** From now on leaves the process ended when it ends. */
    public synchronized void stopAutoRestart() {
        restartDelay = Optional.empty();
    }

    /** Waits until the present incarnation has ended; returns whether it has. */
    public boolean awaitExit(Duration atMost) throws InterruptedException {
        try {
            exitOfPresentIncarnation().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process failed: process=" + name(), e);
        }
    }

    /** What the process logs itself. */
    public Path log() {
        return log.file();
    }

    /** The last lines of the log and of the standard output, for messages. */
    public List<String> logTail(int lines) {
        return log.tail(lines);
    }

    /** Resident memory in bytes; 0 when the process has ended. */
    public long rssBytes() {
        return ProcFs.rssBytes(pid());
    }

    private synchronized CompletableFuture<Process> exitOfPresentIncarnation() {
        return process.onExit();
    }

    private synchronized void superviseIncarnation() {
        if (restartDelay.isEmpty()) {
            return;
        }
        Executor afterDelay =
                CompletableFuture.delayedExecutor(restartDelay.get().toMillis(), TimeUnit.MILLISECONDS);
        var unused = process.onExit().thenAcceptAsync(this::startSuccessorOf, afterDelay);
    }

    private synchronized void startSuccessorOf(Process ended) {
        if (restartDelay.isEmpty() || !process.equals(ended)) {
            return;
        }
        try {
            process = jvm.start(spec);
            superviseIncarnation();
        } catch (IOException e) {
            throw new IllegalStateException("Supervisor could not restart a process: process=" + name(), e);
        }
    }

    private void awaitStopped(boolean wanted) {
        long deadline = System.nanoTime() + SIGNAL_TAKES_EFFECT_WITHIN.toNanos();
        try {
            while (process.isAlive() && ProcFs.isStopped(process.pid()) != wanted) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Signal took no effect: process=" + name() + " stopped=" + !wanted);
                }
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while signalling: process=" + name(), e);
        }
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "Cannot signal a process that has ended: process=" + name() + " signal=" + name);
        }
        try {
            if (!Signals.toProcess(name, process.pid())) {
                throw new IllegalStateException("Signal not delivered: process=" + name() + " signal=" + name);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Signal not sent: process=" + name() + " signal=" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while signalling: process=" + name(), e);
        }
    }

    @Override
    public String toString() {
        return name() + "[pid=" + pid() + "]";
    }
}
