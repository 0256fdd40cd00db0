package org.hbaseha.controller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.ConfigKey;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.execution.HookSettings;
import org.hbaseha.controller.observation.FileSystemSettings;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.controller.planning.breaker.Racks;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ZnodeLayout;

/**
 * All settings of a controller, read once at start and checked against each other.
 *
 * @param name its seat: one of those in {@code core}, if there are any
 * @param host under which agents and operators reach it
 * @param directory of the audit journal
 * @param session time-out asked of ZooKeeper
 * @param mode of a cluster in which none was ever stored
 */
public record ControllerConfig(
        HBaseAddress hbase,
        ZnodeLayout layout,
        Path secretFile,
        String host,
        String name,
        String bindAddress,
        int beatPort,
        int httpPort,
        Path directory,
        Duration session,
        Mode mode,
        Duration streamStall,
        List<Integer> extraPorts,
        Duration gateRetention,
        HookSettings hooks,
        FileSystemSettings fileSystem,
        CoreSettings core) {

    public ControllerConfig {
        requireSeat(name, core.seats());
        requireShorter(HaKeys.LEASE.name(), core.detector().lease(), HaKeys.CONTROLLER_SESSION.name(), session);
        // A new leader learns from the EXPIRE records how many servers were expired lately.
        requireShorter(
                HaKeys.BREAKER_WINDOW.name(), core.breakers().window(), HaKeys.GATE_RETENTION.name(), gateRetention);
    }

    private static void requireSeat(String name, Seats seats) {
        if (!seats.names().isEmpty() && !seats.has(name)) {
            throw new ConfigException(
                    "This controller is not one of those configured " + HaKeys.CONTROLLERS.name() + "="
                            + String.join(",", new TreeSet<>(seats.names())) + " name=" + name + ": set "
                            + HaKeys.CONTROLLER_NAME.name() + " to the one it is");
        }
        if (name.contains("/")) {
            throw new ConfigException("A controller's name has no slash " + HaKeys.CONTROLLER_NAME.name() + "=" + name);
        }
    }

    private static void requireShorter(String shortKey, Duration shorter, String longKey, Duration longer) {
        if (shorter.compareTo(longer) >= 0) {
            throw notInOrder(shortKey, shorter, longKey, longer, "shorter than the second");
        }
    }

    private static ConfigException notInOrder(
            String firstKey, Duration first, String secondKey, Duration second, String remedy) {
        return new ConfigException("Times are not in order " + firstKey + "=" + first.toMillis() + "ms " + secondKey
                + "=" + second.toMillis() + "ms: make the first " + remedy);
    }

    /** From a configuration that holds {@code hbase-site.xml} and, when there is one, {@link HaKeys#SITE_FILE}. */
    public static ControllerConfig of(Configuration configuration) {
        Settings settings = Settings.of(configuration, configuration::get);
        HBaseAddress hbase = HBaseAddress.of(configuration::get);
        String host = settings.find(HaKeys.CONTROLLER_HOST).orElseGet(ControllerConfig::ownName);
        try {
            return new ControllerConfig(
                    hbase,
                    layout(settings, hbase),
                    Path.of(settings.get(HaKeys.SECRET_FILE)),
                    host,
                    settings.find(HaKeys.CONTROLLER_NAME).orElse(host),
                    settings.get(HaKeys.CONTROLLER_BIND),
                    settings.get(HaKeys.CONTROLLER_BEAT_PORT),
                    settings.get(HaKeys.CONTROLLER_HTTP_PORT),
                    directory(settings),
                    settings.get(HaKeys.CONTROLLER_SESSION),
                    settings.get(HaKeys.MODE),
                    settings.get(HaKeys.STREAM_STALL),
                    settings.get(HaKeys.PROBE_EXTRA_PORTS),
                    settings.get(HaKeys.GATE_RETENTION),
                    hooks(settings),
                    new FileSystemSettings(
                            settings.get(HaKeys.FILE_SYSTEM_INTERVAL), settings.get(HaKeys.FILE_SYSTEM_TIMEOUT)),
                    new CoreSettings(
                            detector(settings),
                            settings.get(HaKeys.CRASH_PROCEDURE_GRACE),
                            breakers(settings),
                            Seats.of(settings.get(HaKeys.CONTROLLERS)),
                            settings.get(HaKeys.PLAN_EXPIRES),
                            new HookUse(
                                    hook(settings, HaKeys.HOOK_BEFORE).isPresent(),
                                    hook(settings, HaKeys.HOOK_AFTER).isPresent())));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Settings do not fit together: " + e.getMessage());
        }
    }

    private static HookSettings hooks(Settings settings) {
        return new HookSettings(
                hook(settings, HaKeys.HOOK_BEFORE),
                hook(settings, HaKeys.HOOK_AFTER),
                settings.get(HaKeys.HOOK_TIMEOUT));
    }

    private static Optional<Path> hook(Settings settings, ConfigKey<String> key) {
        return Optional.of(settings.get(key)).filter(path -> !path.isEmpty()).map(Path::of);
    }

    /** Where our znodes lie; the operator commands need no more than this. */
    public static ZnodeLayout layout(Settings settings, HBaseAddress hbase) {
        try {
            return new ZnodeLayout(
                    settings.find(HaKeys.ZNODE_PARENT).orElse(ZnodeLayout.defaultParent(hbase.znodeParent())),
                    hbase.znodeParent());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    e.getMessage() + ": correct " + HaKeys.ZNODE_PARENT.name() + " or zookeeper.znode.parent");
        }
    }

    /** What Hadoop's XML parser says of a damaged file: which file, where, and what is wrong. It is spread over causes and lines. */
    public static String ofDamagedFile(RuntimeException e) {
        return String.valueOf(
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
                .replaceAll("\\s*\\n\\s*", " ");
    }

    /** Here rather than in the detector, which knows no keys: an operator must read which ones to correct. */
    private static void requireTimesInOrder(Settings settings) {
        Duration interval = settings.get(HaKeys.BEAT_INTERVAL);
        Duration suspect = settings.get(HaKeys.SUSPECT_AFTER);
        Duration lease = settings.get(HaKeys.LEASE);
        Duration budget = settings.get(HaKeys.PAUSE_BUDGET);
        Duration most = settings.get(HaKeys.PAUSE_BUDGET_MOST);
        requireShorter(HaKeys.BEAT_INTERVAL.name(), interval, HaKeys.LEASE.name(), lease);
        requireShorter(HaKeys.SUSPECT_AFTER.name(), suspect, HaKeys.LEASE.name(), lease);
        requireShorter(HaKeys.LEASE.name(), lease, HaKeys.PAUSE_BUDGET.name(), budget);
        if (suspect.compareTo(interval.multipliedBy(2)) < 0) {
            throw notInOrder(
                    HaKeys.SUSPECT_AFTER.name(),
                    suspect,
                    HaKeys.BEAT_INTERVAL.name(),
                    interval,
                    "at least twice the second");
        }
        if (most.compareTo(budget) < 0) {
            throw notInOrder(
                    HaKeys.PAUSE_BUDGET_MOST.name(),
                    most,
                    HaKeys.PAUSE_BUDGET.name(),
                    budget,
                    "no shorter than the second");
        }
    }

    private static DetectorSettings detector(Settings settings) {
        requireTimesInOrder(settings);
        return new DetectorSettings(
                settings.get(HaKeys.BEAT_INTERVAL),
                settings.get(HaKeys.SUSPECT_AFTER),
                settings.get(HaKeys.LEASE),
                settings.get(HaKeys.PAUSE_BUDGET),
                settings.get(HaKeys.PAUSE_BUDGET_MOST),
                settings.get(HaKeys.PROBE_INTERVAL),
                settings.get(HaKeys.PROBE_TIMEOUT),
                settings.get(HaKeys.WITNESSES));
    }

    private static BreakerSettings breakers(Settings settings) {
        return new BreakerSettings(
                settings.get(HaKeys.BREAKER_WINDOW),
                settings.get(HaKeys.START_UP_GRACE),
                settings.get(HaKeys.LEASE),
                Racks.of(settings.get(HaKeys.RACKS)));
    }

    private static Path directory(Settings settings) {
        String logs = System.getProperty("hbase.ha.log.dir", System.getProperty("java.io.tmpdir"));
        return settings.find(HaKeys.CONTROLLER_DIRECTORY).map(Path::of).orElse(Path.of(logs, "ha-controller"));
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            throw new ConfigException("This host does not know its own name: set " + HaKeys.CONTROLLER_HOST.name());
        }
    }
}
