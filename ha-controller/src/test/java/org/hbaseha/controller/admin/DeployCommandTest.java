package org.hbaseha.controller.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.hbaseha.controller.admin.deploy.AgentClasses;
import org.hbaseha.controller.admin.deploy.JarPlan;
import org.hbaseha.outcome.ExitCode;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code deploy} on real files. */
public final class DeployCommandTest {

    private static final String BEFORE = """
            <?xml version="1.0"?>
            <configuration>
              <!-- ours -->
              <property>
                <name>hbase.coprocessor.regionserver.classes</name>
                <value>com.example.Audit</value>
              </property>
            </configuration>
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeCluster cluster = new FakeCluster();
    private Path home;
    private Path site;
    private Path jar;

    @Before
    public void install() throws IOException {
        home = folder.newFolder("hbase").toPath();
        site = Files.createDirectories(home.resolve("conf")).resolve("hbase-site.xml");
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(site, BEFORE);
        Files.writeString(home.resolve("conf").resolve("regionservers"), "localhost\nrs2.example.com\n");
        jar = jarWith(AgentClasses.AGENT.replace('.', '/') + ".class");
        cluster.hbaseHome = Optional.of(home);
    }

    @Test
    public void showsThePlanAndChangesNothing() throws IOException {
        assertThat(cluster.run("deploy", "--jar", jar.toString())).isZero();

        assertThat(cluster.out())
                .contains(
                        "cp " + jar,
                        "scp -q " + jar + " rs2.example.com:" + home.resolve("lib"),
                        "-    <value>com.example.Audit</value>",
                        "+    <value>com.example.Audit," + AgentClasses.AGENT + "</value>",
                        "+    <value>" + AgentClasses.GATE + "," + AgentClasses.WRITE_AGE + "</value>",
                        "rolling-restart.sh",
                        "ha-site.xml");
        assertThat(Files.readString(site)).isEqualTo(BEFORE);
        assertThat(files(home.resolve("lib"))).isEmpty();
    }

    @Test
    public void applyingWantsApproval() throws IOException {
        assertThat(cluster.run("deploy", "--jar", jar.toString(), "--apply"))
                .isEqualTo(ExitCode.NEEDS_APPROVAL.number());
        assertThat(Files.readString(site)).isEqualTo(BEFORE);
    }

    @Test
    public void appliesHereOnceAndKeepsWhatWasThere() throws IOException {
        assertThat(cluster.run("deploy", "--jar", jar.toString(), "--apply", "--yes"))
                .isZero();

        assertThat(files(home.resolve("lib"))).containsExactly(JarPlan.NAME);
        assertThat(home.resolve("lib").resolve(JarPlan.NAME)).hasSameBinaryContentAs(jar);
        assertThat(Files.readString(site.resolveSibling("hbase-site.xml.bak"))).isEqualTo(BEFORE);
        String after = Files.readString(site);
        assertThat(after).contains("<!-- ours -->", "com.example.Audit," + AgentClasses.AGENT);

        assertThat(cluster.run("deploy", "--jar", jar.toString(), "--apply", "--yes"))
                .isZero();
        assertThat(Files.readString(site)).isEqualTo(after);
        assertThat(Files.readString(site.resolveSibling("hbase-site.xml.bak"))).isEqualTo(BEFORE);
        assertThat(cluster.out()).contains("names the agent already: nothing to change");
    }

    @Test
    public void aMachineWithoutHBaseSiteGetsOne() throws IOException {
        Files.delete(site);

        assertThat(cluster.run("deploy", "--jar", jar.toString(), "--apply", "--yes"))
                .isZero();
        assertThat(Files.readString(site)).contains(AgentClasses.AGENT, AgentClasses.GATE, AgentClasses.WRITE_AGE);
    }

    @Test
    public void aFileThatIsNoConfigurationIsLeftToAPerson() throws IOException {
        Files.writeString(site, "<configuration><property>");

        assertThat(cluster.run("deploy", "--jar", jar.toString())).isEqualTo(ExitCode.ERROR.number());
        assertThat(cluster.err()).contains("This program cannot edit " + site, "by hand");
    }

    @Test
    public void aJarWithoutTheAgentIsRefused() throws IOException {
        Path other = jarWith("com/example/Other.class");

        assertThat(cluster.run("deploy", "--jar", other.toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).isEqualTo("hbase-ha: There is no agent in " + other + ": correct --jar\n");
    }

    @Test
    public void withoutHBaseHomeItAsks() {
        cluster.hbaseHome = Optional.empty();

        assertThat(cluster.run("deploy", "--jar", jar.toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).contains("set HBASE_CONF_DIR");
    }

    private Path jarWith(String entry) throws IOException {
        Path file = folder.newFile().toPath();
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jarOut = new JarOutputStream(out)) {
            jarOut.putNextEntry(new ZipEntry(entry));
        }
        return file.toAbsolutePath();
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
