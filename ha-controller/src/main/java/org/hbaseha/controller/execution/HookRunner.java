package org.hbaseha.controller.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hbaseha.controller.planning.HookPhase;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operators' hooks, each on a thread of its own, so that a slow one delays no other incident. Arguments: action, server, incident; the
 * incident as JSON on standard input; an environment of its own. It passes when it exits with 0 in time; otherwise it is killed with all that
 * it started, as far as that can still be seen, and reaped. {@link #run} is called by the control loop and never waits.
 */
public final class HookRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);
    private static final String ACTION = "expire";
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final long LOOK_EACH_MILLIS = 5;
    private static final Duration REAP_WITHIN = Duration.ofSeconds(2);

    private final HookSettings settings;
    private final MonotonicClock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(RimThreads.named("ha-hook"));

    /** What a hook is told. {@code json}: all that is known of the incident. */
    public record Call(HookPhase phase, String server, String incident, String evidenceClass, String json) {}

    /** How it ended. {@code text} is how, and the last line it printed. */
    public record Result(boolean passed, String text) {}

    public HookRunner(HookSettings settings, MonotonicClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts the hook and returns; {@code ended} is called once, on the hook's thread. */
    public void run(Call call, Consumer<Result> ended) {
        try {
            threads.execute(() -> ended.accept(result(call)));
        } catch (RejectedExecutionException closed) {
            ended.accept(new Result(false, "the controller stops"));
        }
    }

    private Result result(Call call) {
        Path hook = settings.of(call.phase()).orElse(null);
        if (hook == null) {
            return new Result(true, "none is configured");
        }
        try {
            Path input = Files.createTempFile("hbase-ha-hook", ".json");
            try {
                Files.writeString(input, call.json());
                return run(hook, call, input);
            } finally {
                Files.deleteIfExists(input);
            }
        } catch (IOException e) {
            return new Result(false, "cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(false, "the controller stopped while it ran");
        } catch (RuntimeException e) {
            LOG.error("Hook could not be run by a bug of ours hook={}", hook, e);
            return new Result(false, "a bug of ours ended it: " + e);
        }
    }

    private Result run(Path hook, Call call, Path input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(hook.toString(), ACTION, call.server(), call.incident())
                .redirectInput(input.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(call));
        MonotonicInstant start = clock.now();
        Process process = builder.start();
        OutputTail tail = new OutputTail();
        try (InputStream output = process.getInputStream()) {
            while (!process.waitFor(LOOK_EACH_MILLIS, TimeUnit.MILLISECONDS)) {
                tail.drain(output);
                if (clock.now().since(start).compareTo(settings.timeout()) > 0) {
                    return new Result(
                            false, "took longer than " + settings.timeout().toMillis() + " ms and was killed" + tail);
                }
            }
            tail.drain(output);
            return new Result(process.exitValue() == 0, "exit code " + process.exitValue() + tail);
        } finally {
            killIfAlive(process);
        }
    }

    private static Map<String, String> environment(Call call) {
        return Map.of(
                "PATH", PATH,
                "HBASE_HA_PHASE", call.phase().name(),
                "HBASE_HA_ACTION", ACTION,
                "HBASE_HA_SERVER", call.server(),
                "HBASE_HA_INCIDENT", call.incident(),
                "HBASE_HA_CLASS", call.evidenceClass());
    }

    /** Its descendants are listed before it dies, for afterwards they are nobody's. */
    private static void killIfAlive(Process process) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> found = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        while (!found.isEmpty()) {
            List<ProcessHandle> next = new ArrayList<>();
            for (ProcessHandle child : found) {
                child.descendants().forEach(next::add);
                child.destroyForcibly();
            }
            found = next;
        }
        if (!process.waitFor(REAP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("A hook does not die pid={}", process.pid());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
