package org.hbaseha.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Decides the settings of a site's single ZooKeeper server. */
record ZooKeeperConfig(SiteSpec spec, SiteLayout layout, String host, int port) {

    private static final String NAME = "zookeeper";

    /** What ZooKeeper grants at most with its default tick of 2 s; it would be less with a shorter one. */
    private static final Duration LONGEST_SESSION = Duration.ofSeconds(40);

    private static final int TICKS_OF_LONGEST_SESSION = 20;

    ProcessSpec process() throws IOException {
        Path file = Files.createDirectories(layout.conf(NAME)).resolve("zoo.cfg");
        Path data = Files.createDirectories(layout.data(NAME));
        Files.writeString(file, """
                tickTime=%d
                maxSessionTimeout=%d
                dataDir=%s
                clientPort=%d
                clientPortAddress=%s
                # All of a site connects from one address.
                maxClientCnxns=0
                admin.enableServer=false
                # On a shared disk a sync can take seconds, which would be taken for a fault of what is tested.
                forceSync=no
                4lw.commands.whitelist=ruok,stat,cons,mntr
                """.formatted(
                        spec.zooKeeperTick().toMillis(), longestSession().toMillis(), data, port, host));
        return Role.ZOOKEEPER.process(NAME, file.toString());
    }

    private Duration longestSession() {
        Duration byTicks = spec.zooKeeperTick().multipliedBy(TICKS_OF_LONGEST_SESSION);
        return byTicks.compareTo(LONGEST_SESSION) > 0 ? byTicks : LONGEST_SESSION;
    }
}
