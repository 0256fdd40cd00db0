package org.hbaseha.health.region;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this JVM at once, without shutdown hooks: a region server that was declared dead has nothing to close in order, and each moment it lives
 * clients wait for it in vain.
 */
final class JvmHalt {

    /** Not used by HBase, so that whoever starts region servers can tell. */
    static final int STATUS = 86;

    private static final Logger LOG = LoggerFactory.getLogger(JvmHalt.class);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(1);

    private JvmHalt() {}

    static void because(String why) {
        try {
            // The log may lie on the disk that is the trouble.
            AgentThread.daemon("halt", () -> {
                        LockSupport.parkNanos(LOG_PATIENCE.toNanos());
                        Runtime.getRuntime().halt(STATUS);
                    })
                    .start();
            LOG.error("HBase HA halts this region server status={}: {}", STATUS, why);
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
