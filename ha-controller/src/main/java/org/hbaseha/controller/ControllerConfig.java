package org.hbaseha.controller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ZnodeLayout;

/**
 * All settings of a controller, read once at start and checked against each other.
 *
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
        String bindAddress,
        int beatPort,
        int httpPort,
        Path directory,
        Duration session,
        Mode mode,
        Duration streamStall,
        List<Integer> extraPorts,
        Duration gateRetention,
        CoreSettings core) {

    /** The add-on's own file, beside {@code hbase-site.xml} on the class path; its values win. */
    public static final String SITE_FILE = "ha-site.xml";

    public ControllerConfig {
        Duration interval = core.detector().beatInterval();
        Duration lease = core.detector().lease();
        requireShorter(HaKeys.BEAT_INTERVAL.name(), interval, HaKeys.LEASE.name(), lease);
        requireShorter(HaKeys.SUSPECT_AFTER.name(), core.detector().suspectAfter(), HaKeys.LEASE.name(), lease);
        requireShorter(HaKeys.LEASE.name(), lease, HaKeys.CONTROLLER_SESSION.name(), session);
        requireShorter(
                HaKeys.LEASE.name(),
                lease,
                HaKeys.PAUSE_BUDGET.name(),
                core.detector().pauseBudget());
        // A new leader learns from the EXPIRE records how many servers were expired lately.
        requireShorter(HaKeys.BREAKER_WINDOW.name(), core.breakerWindow(), HaKeys.GATE_RETENTION.name(), gateRetention);
    }

    private static void requireShorter(String shortKey, Duration shorter, String longKey, Duration longer) {
        if (shorter.compareTo(longer) >= 0) {
            throw new ConfigException("Times are not in order " + shortKey + "=" + shorter.toMillis() + "ms " + longKey
                    + "=" + longer.toMillis() + "ms: make the first shorter than the second");
        }
    }

    /** From a configuration that holds {@code hbase-site.xml} and, when there is one, {@link #SITE_FILE}. */
    public static ControllerConfig of(Configuration configuration) {
        Settings settings = Settings.of(configuration, configuration::get);
        HBaseAddress hbase = HBaseAddress.of(configuration::get);
        try {
            return new ControllerConfig(
                    hbase,
                    layout(settings, hbase),
                    Path.of(settings.get(HaKeys.SECRET_FILE)),
                    settings.find(HaKeys.CONTROLLER_HOST).orElseGet(ControllerConfig::ownName),
                    settings.get(HaKeys.CONTROLLER_BIND),
                    settings.get(HaKeys.CONTROLLER_BEAT_PORT),
                    settings.get(HaKeys.CONTROLLER_HTTP_PORT),
                    directory(settings),
                    settings.get(HaKeys.CONTROLLER_SESSION),
                    settings.get(HaKeys.MODE),
                    settings.get(HaKeys.STREAM_STALL),
                    settings.get(HaKeys.PROBE_EXTRA_PORTS),
                    settings.get(HaKeys.GATE_RETENTION),
                    new CoreSettings(
                            detector(settings),
                            settings.get(HaKeys.CRASH_PROCEDURE_GRACE),
                            settings.get(HaKeys.BREAKER_WINDOW)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Settings do not fit together: " + e.getMessage());
        }
    }

    /** Where our znodes lie; the operator commands need no more than this. */
    public static ZnodeLayout layout(Settings settings, HBaseAddress hbase) {
        return new ZnodeLayout(
                settings.find(HaKeys.ZNODE_PARENT).orElse(ZnodeLayout.defaultParent(hbase.znodeParent())),
                hbase.znodeParent());
    }

    private static DetectorSettings detector(Settings settings) {
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
