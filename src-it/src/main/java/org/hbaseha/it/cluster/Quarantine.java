package org.hbaseha.it.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.coordination.Resets;
import org.hbaseha.controller.coordination.ZooKeeperSession;
import org.hbaseha.controller.coordination.ZooKeeperSettings;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.nio.SecretFile;

/**
 * Lets servers out of quarantine. Whoever freezes the same few servers once a minute makes them look like servers that flap, which is no news to
 * him: he is the person who may reset that breaker.
 */
public final class Quarantine {

    private Quarantine() {}

    /** Asks the controllers, who obey within a second. */
    public static void lift(LocalSite site) throws IOException {
        ZooKeeperSettings settings = new ZooKeeperSettings(
                site.zooKeeperQuorum(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                new ZnodeLayout(ZnodeLayout.defaultParent("/hbase"), "/hbase"));
        try (ZooKeeperSession session = new ZooKeeperSession(
                settings,
                SecretFile.read(site.directory().resolve("secret")),
                MonotonicClock.system(),
                observation -> {})) {
            session.start();
            new Resets(session, InstantSource.system())
                    .reset(BreakerName.FLAPPING.word(), "fault injection", "these faults were made on purpose");
        } catch (CoordinationException e) {
            throw new IOException("Quarantine cannot be lifted", e);
        }
    }

    /** Some server is in quarantine, as far as this controller knows. */
    public static boolean isImposed(ControllerView view) {
        return view.breakers().stream()
                .anyMatch(breaker -> breaker.open() && breaker.name().equals(BreakerName.FLAPPING.word()));
    }
}
