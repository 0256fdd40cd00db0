package org.hbaseha.controller.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hbaseha.controller.admin.deploy.JarPlan.HostSteps;
import org.junit.Test;

public final class JarPlanTest {

    private static final Path JAR = Path.of("/opt/ha/lib/hbase-ha-coprocessors-0.1.0.jar");
    private static final Path LIB = Path.of("/opt/hbase/lib");

    @Test
    public void copiesHereAndSendsThere() {
        JarPlan plan = JarPlan.of(JAR, LIB, List.of("here.example.com", "rs2"), Set.of("here.example.com"));

        assertThat(plan.hosts().stream().flatMap(host -> host.lines().stream()))
                .containsExactly(
                        "cp /opt/ha/lib/hbase-ha-coprocessors-0.1.0.jar /opt/hbase/lib/.hbase-ha-coprocessors.jar.incoming",
                        "mv /opt/hbase/lib/.hbase-ha-coprocessors.jar.incoming /opt/hbase/lib/hbase-ha-coprocessors.jar",
                        "scp -q /opt/ha/lib/hbase-ha-coprocessors-0.1.0.jar rs2:/opt/hbase/lib/.hbase-ha-coprocessors.jar.incoming",
                        "ssh rs2 'mv /opt/hbase/lib/.hbase-ha-coprocessors.jar.incoming /opt/hbase/lib/hbase-ha-coprocessors.jar'");
    }

    @Test
    public void withoutHostsItIsThisMachine() {
        assertThat(JarPlan.of(JAR, LIB, List.of(), Set.of()).hosts())
                .singleElement()
                .matches(HostSteps::local);
    }

    @Test
    public void hostsComeOneALine() {
        assertThat(RegionServersFile.hosts("# all of them\nrs1\n\n rs2  # the old one\nrs1\n"))
                .containsExactly("rs1", "rs2");
    }
}
