package org.hbaseha.monitor.daemon;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.outcome.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon. Reads {@code hbase-site.xml} and {@code ha-site.xml} from the class path, runs until it is told to stop. Trouble at start is one sentence on
 * standard error and an exit code: 1 for a setting, which stays wrong until somebody corrects it; 2 for surroundings that are not there yet (ZooKeeper,
 * HBase, a port, a folder), so that a supervisor tries again; 4 for a bug.
 */
public final class MonitorMain {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorMain.class);

    private MonitorMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            run(configuration());
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private static Configuration configuration() {
        try {
            Configuration configuration = HBaseConfiguration.create();
            configuration.addResource(HaKeys.SITE_FILE);
            configuration.size();
            return configuration;
        } catch (RuntimeException e) {
            // Hadoop wraps what its XML parser says of a damaged file in a bare RuntimeException.
            throw new ConfigException("Configuration cannot be read: " + e + ": correct that file");
        }
    }

    private static void run(Configuration configuration) throws IOException, InterruptedException {
        MonitorConfig config = MonitorConfig.of(configuration);
        Monitor monitor = new Monitor(config, idOf(config));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            monitor.close();
                            stopped.countDown();
                        },
                        "ha-shutdown"));
        monitor.start(configuration);
        stopped.await();
    }

    private static String idOf(MonitorConfig config) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return config.host() + "-" + HexFormat.of().formatHex(random);
    }

    private static void fail(Throwable trouble) {
        ExitCode code = exitCode(trouble);
        if (code == ExitCode.ERROR) {
            LOG.error("Monitor could not start by a bug of ours", trouble);
        } else {
            LOG.error("Monitor could not start: {}", trouble.getMessage());
        }
        System.err.println("hbase-ha replication-monitor: " + trouble.getMessage());
        System.exit(code.number());
    }

    static ExitCode exitCode(Throwable trouble) {
        if (trouble instanceof ConfigException) {
            return ExitCode.USAGE;
        }
        return trouble instanceof IOException ? ExitCode.INIT : ExitCode.ERROR;
    }
}
