package org.hbaseha.monitor.admin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hbaseha.monitor.admin.monitors.HttpMonitors;
import org.hbaseha.monitor.admin.monitors.LagLook;
import org.hbaseha.monitor.admin.monitors.Monitors;
import org.hbaseha.monitor.admin.monitors.OwnLagLook;
import org.hbaseha.monitor.admin.monitors.Site;

/**
 * The world as commands see it. {@code ReplicationMain.main} takes the real one, tests bring their own.
 *
 * @param operator who this is, for records: user and host
 * @param terminal whether standard output is one
 * @param lagLook looks at one peer's lag, or at all
 * @param waitFor waits between two rounds of {@code --watch}; returns false when there shall be no next round
 */
record Surroundings(
        InstantSource clock,
        String operator,
        boolean terminal,
        Supplier<Site> site,
        Monitors monitors,
        BiFunction<Site, Optional<String>, LagLook> lagLook,
        Function<Duration, Boolean> waitFor) {

    private static final Duration MONITOR_PATIENCE = Duration.ofSeconds(3);

    static Surroundings real() {
        return new Surroundings(
                InstantSource.system(),
                System.getProperty("user.name", "unknown") + "@" + hostName(),
                // The script knows; Java does not, where only one of its streams is redirected.
                Boolean.getBoolean("hbase.ha.color"),
                Site::read,
                new HttpMonitors(MONITOR_PATIENCE),
                OwnLagLook::begin,
                Surroundings::sleep);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
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
