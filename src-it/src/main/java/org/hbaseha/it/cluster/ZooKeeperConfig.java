package org.hbaseha.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decides the settings of a site's single ZooKeeper server. */
record ZooKeeperConfig(SiteSpec spec, SiteLayout layout, int port) {

    private static final String NAME = "zookeeper";

    ProcessSpec process() throws IOException {
        Path file = Files.createDirectories(layout.conf(NAME)).resolve("zoo.cfg");
        Path data = Files.createDirectories(layout.data(NAME));
        Files.writeString(file, """
                tickTime=%d
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                # All of a site connects from one address.
                maxClientCnxns=0
                admin.enableServer=false
                # On a shared disk a sync can take seconds, which would be taken for a fault of what is tested.
                forceSync=no
                4lw.commands.whitelist=ruok,stat,cons,mntr
                """.formatted(spec.zooKeeperTick().toMillis(), data, port));
        return Role.ZOOKEEPER.process(NAME, file.toString());
    }
}
