package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.Assume.assumeFalse;
import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hbaseha.it.network.NetworkRoom;
import org.junit.After;
import org.junit.Test;

/** Nothing of a site survives its owner, however the owner ends, unless the owner wanted it so. */
public final class OwnerDeathIT {

    private static final int SIGINT = 2;

    private Path directory = Path.of("/nonexistent");

    @After
    public void destroyWhatATestLeft() throws IOException {
        if (Files.exists(directory)) {
            LocalSite.destroy(directory);
        }
    }

    @Test
    public void killedOwnerLeavesNoProcessAndNoFolder() throws Exception {
        Process owner = startOwner("own");
        assertThat(marked()).as("processes of the living site").hasSize(2);

        owner.destroyForcibly();

        awaitNothingLeft();
    }

    @Test
    public void killedOwnerLeavesNothingInTheKernel() throws Exception {
        Optional<String> obstacle = NetworkRoom.obstacle();
        assumeTrue(obstacle.orElse(""), obstacle.isEmpty());
        Process owner = startOwner("network");
        List<String> made = Files.readAllLines(new SiteLayout(directory).network()).stream()
                .filter(line -> line.startsWith("link "))
                .map(line -> line.substring("link ".length()))
                .toList();
        assertThat(made).hasSize(2).allMatch(OwnerDeathIT::isLink);

        owner.destroyForcibly();

        awaitNothingLeft();
        assertThat(made).noneMatch(OwnerDeathIT::isLink);
    }

    private static boolean isLink(String name) {
        return Files.exists(Path.of("/sys/class/net", name));
    }

    @Test
    public void interruptOfTheOwnersProcessGroupLeavesNoProcessAndNoFolder() throws Exception {
        assumeFalse("this build runs in the background, where Ctrl-C reaches nobody", ProcFs.ignores(SIGINT));
        Process owner = startOwner("own");

        assertThat(Signals.toGroup("INT", owner.pid())).isTrue();

        awaitNothingLeft();
        assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    public void ownerThatEndsOrderlyLeavesNoProcessAndNoFolder() throws Exception {
        Process owner = startOwner("own");

        owner.getOutputStream().close();

        awaitNothingLeft();
        assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    public void keptLogsAreAllThatAKilledOwnerLeaves() throws Exception {
        Process owner = startOwner("keep");

        owner.destroyForcibly();

        await().until(() -> marked().isEmpty());
        await().until(() -> !Files.exists(directory.resolve("tmp")));
        assertThat(directory.resolve("logs")).isNotEmptyDirectory();
    }

    @Test
    public void detachedSiteOutlivesItsOwnerUntilItIsDestroyed() throws Exception {
        Process owner = startOwner("detach");

        owner.destroyForcibly();
        assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(marked()).hasSize(2);
        LocalSite.destroy(directory);
        assertThat(marked()).isEmpty();
        assertThat(directory).doesNotExist();
    }

    private Process startOwner(String mode) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "setsid",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SmallOwner.class.getName(),
                        mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process owner = builder.start();
        BufferedReader reader = owner.inputReader(StandardCharsets.UTF_8);
        directory = Path.of(reader.readLine());
        return owner;
    }

    private void awaitNothingLeft() {
        await().until(() -> marked().isEmpty());
        await().until(() -> !Files.exists(directory));
    }

    private List<Long> marked() {
        return ProcFs.withArgument(new SiteLayout(directory).marker());
    }
}
