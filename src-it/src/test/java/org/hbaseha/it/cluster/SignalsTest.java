package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public final class SignalsTest {

    private final Process group = start("setsid", "sh", "-c", "sleep 60 & sleep 60");

    @After
    public void destroy() {
        group.descendants().forEach(ProcessHandle::destroyForcibly);
        group.destroyForcibly();
    }

    @Test
    public void stopsAndContinuesOneProcess() throws Exception {
        assertThat(Signals.toProcess("STOP", group.pid())).isTrue();
        await().until(() -> ProcFs.isStopped(group.pid()));

        assertThat(Signals.toProcess("CONT", group.pid())).isTrue();
        await().until(() -> !ProcFs.isStopped(group.pid()));
    }

    @Test
    public void reachesAllOfAGroup() throws Exception {
        await().until(() -> group.descendants().count() == 2);
        List<ProcessHandle> sleepers = group.descendants().toList();

        assertThat(Signals.toGroup("KILL", group.pid())).isTrue();

        assertThat(group.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> sleepers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    public void tellsThatThereIsNoSuchProcess() throws Exception {
        group.destroyForcibly().waitFor();

        assertThat(Signals.toProcess("CONT", group.pid())).isFalse();
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
