package org.hbaseha.monitor.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.monitor.coordination.LiveSettings;
import org.hbaseha.monitor.coordination.ZooKeeperSettings;
import org.hbaseha.monitor.reporting.ValueDisplay;

/**
 * All settings of a monitor, read once at start.
 *
 * @param host under which operators reach it
 * @param directory of what was proved; all monitors of the cluster share it, or begin anew when another one is elected
 * @param values how values of users are shown
 * @param live what holds as long as no operator has set anything else
 */
record MonitorConfig(
        ZooKeeperSettings zooKeeper,
        Path secretFile,
        String host,
        String bindAddress,
        int httpPort,
        org.apache.hadoop.fs.Path directory,
        TableChoice tables,
        ValueDisplay values,
        LiveSettings live) {

    /** Beside HBase's own folders, where whoever runs HBase may write. */
    private static final String DIRECTORY = ".hbase-ha/replication-monitor";

    /** From a configuration that holds {@code hbase-site.xml} and {@code ha-site.xml}. Throws {@link ConfigException}. */
    static MonitorConfig of(Configuration configuration) {
        Settings settings = Settings.of(configuration, configuration::get);
        List<String> tables = settings.get(HaKeys.MONITOR_TABLES);
        return new MonitorConfig(
                ZooKeeperSettings.of(settings, HBaseAddress.of(configuration::get)),
                Path.of(settings.get(HaKeys.SECRET_FILE)),
                settings.find(HaKeys.MONITOR_HOST).orElseGet(MonitorConfig::ownName),
                settings.get(HaKeys.MONITOR_BIND),
                settings.get(HaKeys.MONITOR_HTTP_PORT),
                directory(settings, configuration),
                new TableChoice(tables.contains(TableChoice.ALL), Set.copyOf(tables)),
                new ValueDisplay(ValueDisplay.DEFAULT.mostBytes(), !settings.get(HaKeys.MONITOR_SHOWS_VALUES)),
                LiveSettings.of(settings));
    }

    private static org.apache.hadoop.fs.Path directory(Settings settings, Configuration configuration) {
        Optional<String> root = Optional.ofNullable(configuration.get(HConstants.HBASE_DIR));
        String folder = settings.find(HaKeys.MONITOR_DIRECTORY)
                .or(() -> root.map(path -> path + "/" + DIRECTORY))
                .orElseThrow(() -> new ConfigException("Nothing says where to keep what was proved: set "
                        + HaKeys.MONITOR_DIRECTORY.name() + ", or " + HConstants.HBASE_DIR + " as the master has it"));
        return new org.apache.hadoop.fs.Path(folder);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new ConfigException("This host does not know its own name: set " + HaKeys.MONITOR_HOST.name());
        }
    }
}
