package org.hbaseha.controller.admin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.hbaseha.controller.admin.cluster.Controllers;
import org.hbaseha.controller.admin.cluster.HttpControllers;
import org.hbaseha.controller.admin.cluster.LiveZnodes;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.preflight.PreflightGatherer;
import org.hbaseha.controller.admin.text.Palette;

/** The {@link Surroundings} of a process that an operator started. */
final class RealSurroundings {

    private static final Duration CONTROLLER_PATIENCE = Duration.ofSeconds(2);

    private RealSurroundings() {}

    static Surroundings open() {
        Controllers controllers = new HttpControllers(CONTROLLER_PATIENCE);
        return new Surroundings(
                System.out,
                System.err,
                isTerminal() ? Palette.TERMINAL : Palette.MONOCHROME,
                InstantSource.system(),
                ZoneId.systemDefault(),
                System.getProperty("user.name", "unknown") + "@" + hostName(),
                folder("HBASE_CONF_DIR"),
                folder("HBASE_HOME"),
                Site::read,
                LiveZnodes::open,
                controllers,
                site -> {
                    try (Znodes znodes = LiveZnodes.open(site)) {
                        return PreflightGatherer.gather(site, znodes, controllers);
                    }
                },
                RealSurroundings::sleep);
    }

    /** The script knows whether standard output is a terminal; Java does not, where only one of its streams is redirected. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("hbase.ha.color");
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static Optional<Path> folder(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private static boolean sleep(Duration span) {
        try {
            Thread.sleep(span.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
