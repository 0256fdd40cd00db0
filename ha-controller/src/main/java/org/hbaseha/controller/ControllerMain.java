package org.hbaseha.controller;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.outcome.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon. Reads {@code hbase-site.xml} and {@code ha-site.xml} from the class path, runs until it is told to stop. Trouble at start is one
 * sentence on standard error and an exit code: 1 for a setting, which stays wrong until somebody corrects it; 2 for surroundings that are not
 * there yet (ZooKeeper, HBase, a port, room on a disk), so that a supervisor tries again; 4 for a bug.
 */
public final class ControllerMain {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerMain.class);

    private ControllerMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            run(configuration());
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    static ExitCode exitCode(Throwable trouble) {
        if (trouble instanceof ConfigException) {
            return ExitCode.USAGE;
        }
        return trouble instanceof IOException ? ExitCode.INIT : ExitCode.ERROR;
    }

    private static Configuration configuration() {
        try {
            Configuration configuration = HBaseConfiguration.create();
            configuration.addResource(HaKeys.SITE_FILE);
            configuration.size();
            return configuration;
        } catch (RuntimeException e) {
            // Hadoop wraps what its XML parser says of a damaged file in a bare RuntimeException.
            throw new ConfigException(
                    "Configuration cannot be read: " + ControllerConfig.ofDamagedFile(e) + ": correct that file");
        }
    }

    private static void run(Configuration configuration) throws IOException, InterruptedException {
        Controller controller = new Controller(ControllerConfig.of(configuration), ControllerMain::bug);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            controller.close();
                            stopped.countDown();
                        },
                        "ha-shutdown"));
        controller.start(configuration);
        stopped.await();
    }

    /** A leader whose picture may be wrong must not go on: its successor has a clean one. */
    private static void bug(Throwable bug) {
        LOG.error("Controller stops after a bug of ours; another one takes over", bug);
        Runtime.getRuntime().halt(ExitCode.ERROR.number());
    }

    private static void fail(Throwable trouble) {
        ExitCode code = exitCode(trouble);
        if (code == ExitCode.ERROR) {
            LOG.error("Controller could not start by a bug of ours", trouble);
        } else {
            LOG.error("Controller could not start: {}", trouble.getMessage());
        }
        System.err.println("hbase-ha controller: " + trouble.getMessage());
        System.exit(code.number());
    }
}
