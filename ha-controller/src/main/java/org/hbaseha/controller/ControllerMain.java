package org.hbaseha.controller;

import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.controller.coordination.CoordinationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon. Reads {@code hbase-site.xml} and {@code ha-site.xml} from the class path, runs until it is told to stop. Trouble at start is one
 * sentence on standard error and an exit code: 1 for a setting, 2 for a system that cannot be reached, 4 for a bug.
 */
public final class ControllerMain {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerMain.class);
    private static final int EXIT_CONFIG = 1;
    private static final int EXIT_UNREACHABLE = 2;
    private static final int EXIT_BUG = 4;

    private ControllerMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            run(configuration());
        } catch (ConfigException e) {
            fail(EXIT_CONFIG, e);
        } catch (CoordinationException e) {
            fail(EXIT_UNREACHABLE, e);
        } catch (RuntimeException | Error e) {
            LOG.error("Controller could not start by a bug of ours", e);
            fail(EXIT_BUG, e);
        }
    }

    private static Configuration configuration() {
        try {
            Configuration configuration = HBaseConfiguration.create();
            configuration.addResource(ControllerConfig.SITE_FILE);
            configuration.size();
            return configuration;
        } catch (RuntimeException e) {
            // Hadoop wraps what its XML parser says of a damaged file in a bare RuntimeException.
            String firstLine =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new ConfigException("Configuration cannot be read: " + firstLine + ": correct that file");
        }
    }

    private static void run(Configuration configuration) throws CoordinationException, InterruptedException {
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
        Runtime.getRuntime().halt(EXIT_BUG);
    }

    private static void fail(int code, Throwable trouble) {
        System.err.println("hbase-ha controller: " + trouble.getMessage());
        LOG.error("Controller could not start: {}", trouble.getMessage());
        System.exit(code);
    }
}
