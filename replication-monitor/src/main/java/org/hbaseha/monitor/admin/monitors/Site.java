package org.hbaseha.monitor.admin.monitors;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.monitor.coordination.LiveSettings;
import org.hbaseha.monitor.coordination.ZooKeeperSettings;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.SecretFile;

/**
 * The configuration of this machine as commands need it, all of our settings parsed once so that a mistyped value is told of before anything is done.
 * Immutable but for Hadoop's {@link Configuration}, which nobody changes.
 */
public record Site(Configuration configuration, Settings settings, ZooKeeperSettings zooKeeper, LiveSettings live) {

    private static final String HA_SITE = "ha-site.xml";

    /** Reads {@code hbase-site.xml} and {@code ha-site.xml} from the class path. Throws {@link Trouble} for what cannot be used. */
    public static Site read() {
        try {
            Configuration configuration = HBaseConfiguration.create();
            configuration.addResource(HA_SITE);
            return of(configuration);
        } catch (Trouble e) {
            throw e;
        } catch (RuntimeException e) {
            // Hadoop wraps what its XML parser says of a damaged file in a bare RuntimeException.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Trouble(
                    ExitCode.USAGE,
                    "Configuration cannot be read: "
                            + String.valueOf(cause.getMessage()).replaceAll("\\s*\\n\\s*", " "),
                    "correct that file",
                    e);
        }
    }

    /** As {@link #read}, of a configuration at hand. */
    public static Site of(Configuration configuration) {
        try {
            Settings settings = Settings.of(configuration, configuration::get);
            HaKeys.all().forEach(settings::find);
            return new Site(
                    configuration,
                    settings,
                    ZooKeeperSettings.of(settings, HBaseAddress.of(configuration::get)),
                    LiveSettings.of(settings));
        } catch (ConfigException e) {
            throw new Trouble(ExitCode.USAGE, String.valueOf(e.getMessage()), "", e);
        }
    }

    /** What proves the right to change a setting. Throws {@link Trouble} where this machine does not have it. */
    public Secret secret() {
        Path file = settings.find(HaKeys.SECRET_FILE)
                .map(Path::of)
                .orElseThrow(() -> new Trouble(
                        ExitCode.USAGE,
                        "The secret that proves your right is not configured",
                        "set " + HaKeys.SECRET_FILE.name() + " in " + HA_SITE + " to the monitors' secret file"));
        try {
            return SecretFile.read(file);
        } catch (ConfigException e) {
            throw new Trouble(ExitCode.REFUSED, String.valueOf(e.getMessage()), "", e);
        }
    }
}
