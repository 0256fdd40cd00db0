package org.hbaseha.controller.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hbaseha.controller.execution.HookRunner.Call;
import org.hbaseha.controller.execution.HookRunner.Result;
import org.hbaseha.controller.planning.HookPhase;
import org.hbaseha.time.MonotonicClock;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Real scripts, run as an operator's hooks are. */
public final class HookRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Call CALL = new Call(HookPhase.BEFORE, "rs1,16020,5", "7-1", "C", "{\"id\":\"7-1\"}");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Optional<HookRunner> started = Optional.empty();

    @After
    public void stop() {
        started.ifPresent(HookRunner::close);
    }

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private Path script(String body) throws IOException {
        Path script = file("hook.sh");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private CompletableFuture<Result> start(Path hook, Duration timeout) {
        HookRunner runner =
                new HookRunner(new HookSettings(Optional.of(hook), Optional.empty(), timeout), MonotonicClock.system());
        started = Optional.of(runner);
        CompletableFuture<Result> result = new CompletableFuture<>();
        runner.run(CALL, result::complete);
        return result;
    }

    private Result run(Path hook, Duration timeout) throws Exception {
        return start(hook, timeout).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    public void passesWhenItExitsWithZeroAndTellsTheLastLine() throws Exception {
        Result result = run(script("echo one; echo two >&2"), LONG);

        assertThat(result).isEqualTo(new Result(true, "exit code 0: two"));
    }

    @Test
    public void failsWithItsExitCodeAndLastLine() throws Exception {
        assertThat(run(script("echo 'power is on'; exit 3"), LONG))
                .isEqualTo(new Result(false, "exit code 3: power is on"));
    }

    @Test
    public void isToldWhatItIsAboutAndNothingElse() throws Exception {
        Path seen = file("seen");

        Result result = run(script("{ echo \"$@\"; cat; echo; env | sort; } > " + seen), LONG);

        assertThat(result.passed()).isTrue();
        assertThat(Files.readAllLines(seen).stream()
                        .filter(line ->
                                !line.startsWith("PWD=") && !line.startsWith("_=") && !line.startsWith("SHLVL="))
                        .toList())
                .containsExactly(
                        "expire rs1,16020,5 7-1",
                        "{\"id\":\"7-1\"}",
                        "HBASE_HA_ACTION=expire",
                        "HBASE_HA_CLASS=C",
                        "HBASE_HA_INCIDENT=7-1",
                        "HBASE_HA_PHASE=BEFORE",
                        "HBASE_HA_SERVER=rs1,16020,5",
                        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    }

    @Test
    public void isKilledWithAllThatItStartedWhenItHangs() throws Exception {
        Path pids = file("pids");
        Path hook = script("sleep 600 & echo $! > " + pids + "; echo $$ >> " + pids + "; echo waiting; wait");

        Result result = run(hook, Duration.ofSeconds(2));

        assertThat(result).isEqualTo(new Result(false, "took longer than 2000 ms and was killed: waiting"));
        assertThat(Files.readAllLines(pids)).hasSize(2);
        for (String pid : Files.readAllLines(pids)) {
            await().atMost(LONG).until(() -> isGone(pid));
        }
    }

    /** Whoever inherits an orphan may take its time to reap it. */
    private static boolean isGone(String pid) throws IOException {
        Path stat = Path.of("/proc", pid, "stat");
        try {
            return Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return !Files.exists(stat)
                    || e.getMessage() == null
                    || e.getMessage().contains("No such process");
        }
    }

    @Test
    public void oneThatPrintsWithoutEndIsKilledInTimeAndRememberedByItsEnd() throws Exception {
        Result result = run(script("while :; do echo abcdefghijklmnopqrstuvwxyz; done"), Duration.ofSeconds(1));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).startsWith("took longer than 1000 ms").hasSizeLessThan(300);
    }

    @Test
    public void oneThatPrintsMuchAndEndsPasses() throws Exception {
        Result result = run(script("i=0; while [ $i -lt 40000 ]; do echo line $i; i=$((i+1)); done"), LONG);

        assertThat(result).isEqualTo(new Result(true, "exit code 0: line 39999"));
    }

    @Test
    public void anOrphanThatKeepsTheOutputOpenHoldsNobody() throws Exception {
        Result result = run(script("sleep 5 & echo started"), LONG);

        assertThat(result).isEqualTo(new Result(true, "exit code 0: started"));
    }

    @Test
    public void failsWhenItCannotBeRun() throws Exception {
        Path plain = file("plain");
        Files.writeString(plain, "#!/bin/sh\n");

        assertThat(run(plain, LONG).text()).startsWith("cannot be run: ");
        assertThat(run(file("nowhere"), LONG).passed()).isFalse();
    }

    @Test
    public void closingEndsWhatRuns() throws Exception {
        Path begun = file("begun");
        CompletableFuture<Result> result = start(script("touch " + begun + "; sleep 600"), LONG.multipliedBy(10));
        await().atMost(LONG).until(() -> Files.exists(begun));

        started.orElseThrow().close();

        assertThat(result.get(LONG.toSeconds(), TimeUnit.SECONDS).passed()).isFalse();
    }
}
