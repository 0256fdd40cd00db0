package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.monitor.admin.monitors.HttpMonitors;
import org.hbaseha.monitor.admin.monitors.LagLook;
import org.hbaseha.monitor.admin.monitors.Site;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.monitor.view.Views;
import org.hbaseha.wire.Secret;
import picocli.CommandLine;

/** A world for commands: a real ZooKeeper, monitors over real HTTP, and looks at the lag by hand. */
final class World {

    private final Configuration configuration = new Configuration(false);
    private final Deque<Boolean> rounds = new ArrayDeque<>();
    final List<LagView> looks = new ArrayList<>();
    final List<String> lookTroubles = new ArrayList<>();
    int looksOpen;
    String out = "";
    String err = "";

    World(String zooKeeper) {
        configuration.set("hbase.zookeeper.quorum", zooKeeper);
        configuration.set("zookeeper.znode.parent", "/hbase");
    }

    /** The secret of {@code ZooKeeperFixture}, as a file. */
    World withSecret(Path folder) throws IOException {
        Path file = folder.resolve("secret");
        Files.write(file, new byte[Secret.LEAST_BYTES]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        configuration.set("hbase.ha.secret.file", file.toString());
        return this;
    }

    World set(String key, String value) {
        configuration.set(key, value);
        return this;
    }

    /** {@code --watch} goes on so often. */
    World rounds(int more) {
        rounds.clear();
        for (int i = 0; i < more; i++) {
            rounds.add(true);
        }
        return this;
    }

    /** Returns the exit code. */
    int run(String... words) {
        CommandLine line = ReplicationMain.line(new Surroundings(
                () -> Views.NOON,
                "ana@desk",
                false,
                () -> Site.of(configuration),
                new HttpMonitors(Duration.ofSeconds(10)),
                (site, peer) -> look(peer),
                span -> rounds.poll() != null));
        StringWriter said = new StringWriter();
        StringWriter commented = new StringWriter();
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(commented, true));
        int code = line.execute(words);
        out = said.toString();
        err = commented.toString();
        return code;
    }

    private LagLook look(Optional<String> peer) {
        looksOpen++;
        return new LagLook() {
            @Override
            public List<LagView> views() {
                return looks.stream()
                        .filter(view -> peer.isEmpty() || view.peer().equals(peer.get()))
                        .toList();
            }

            @Override
            public List<String> troubles() {
                return lookTroubles;
            }

            @Override
            public void close() {
                looksOpen--;
            }
        };
    }
}
