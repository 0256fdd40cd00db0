package org.hbaseha.controller.admin.cluster;

import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.ControllerConfig;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/**
 * The configuration of this machine as commands need it: HBase's own, our settings, all of them parsed once so that a mistyped value is told
 * of before anything is done, and what follows from both. Immutable but for Hadoop's {@link Configuration}, which nobody changes.
 *
 * @param quorum ZooKeeper's connect string without a chroot
 */
public record Site(Configuration configuration, Settings settings, ZnodeLayout layout, String quorum) {

    public static final String HBASE_SITE = "hbase-site.xml";

    /** Reads {@code hbase-site.xml} and {@code ha-site.xml} from the class path. Throws {@link Trouble} for what cannot be used. */
    public static Site read() {
        try {
            Configuration configuration = HBaseConfiguration.create();
            configuration.addResource(HaKeys.SITE_FILE);
            return of(configuration);
        } catch (Trouble e) {
            throw e;
        } catch (RuntimeException e) {
            // Hadoop wraps what its XML parser says of a damaged file in a bare RuntimeException.
            throw new Trouble(
                    ExitCode.USAGE,
                    "Configuration cannot be read: " + ControllerConfig.ofDamagedFile(e),
                    "correct that file",
                    e);
        }
    }

    /** As {@link #read}, of a configuration at hand. */
    public static Site of(Configuration configuration) {
        try {
            Settings settings = Settings.of(configuration, configuration::get);
            HaKeys.all().forEach(settings::find);
            HBaseAddress hbase = HBaseAddress.of(configuration::get);
            return new Site(configuration, settings, ControllerConfig.layout(settings, hbase), hbase.zooKeeper());
        } catch (ConfigException | IllegalArgumentException e) {
            throw new Trouble(ExitCode.USAGE, String.valueOf(e.getMessage()), "", e);
        }
    }

    public Optional<Path> secretFile() {
        return settings.find(HaKeys.SECRET_FILE).map(Path::of);
    }

    /** Where {@code hbase-site.xml} was found, for people. */
    public String origin() {
        URL url = configuration.getResource(HBASE_SITE);
        return url == null ? "no " + HBASE_SITE + " found" : url.getPath();
    }
}
