package org.hbaseha.monitor.coordination;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.hbaseha.layout.ZnodeAcl;

/** How this package's clients of ZooKeeper are made, for the daemon and for commands. */
final class CuratorClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private CuratorClients() {}

    /** Knows the secret: what it creates has our rights. */
    static CuratorFramework authenticated(ZooKeeperSettings settings, ZnodeAccess access) {
        return builder(settings)
                .authorization(ZnodeAcl.SCHEME, access.credentials())
                .aclProvider(access)
                .build();
    }

    /** For reading, which the world may. */
    static CuratorFramework anonymous(ZooKeeperSettings settings) {
        return builder(settings).build();
    }

    private static CuratorFrameworkFactory.Builder builder(ZooKeeperSettings settings) {
        int session = Math.toIntExact(settings.session().toMillis());
        return CuratorFrameworkFactory.builder()
                .connectString(settings.connect())
                .sessionTimeoutMs(session)
                .connectionTimeoutMs(Math.min(session, Math.toIntExact(CONNECT.toMillis())))
                .retryPolicy(new BoundedExponentialBackoffRetry(50, 500, 3))
                // A hiccup shorter than the session takes no pair from its worker: see PairElection.
                .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy())
                // HBase's configuration says where ZooKeeper is; what the ensemble says of itself may not be reachable
                // from here.
                .ensembleTracker(false)
                .threadFactory(RimThreads.named("ha-curator"));
    }

    /** Throws {@link CoordinationException} when nobody answers in time. */
    static void awaitConnected(CuratorFramework client, ZooKeeperSettings settings)
            throws CoordinationException, InterruptedException {
        int patience = Math.toIntExact(settings.patience().toMillis());
        if (!client.blockUntilConnected(patience, TimeUnit.MILLISECONDS)) {
            throw new CoordinationException(
                    CoordinationException.Kind.UNREACHABLE,
                    "ZooKeeper does not answer connect=" + settings.connect() + " within=" + patience
                            + "ms: check hbase.zookeeper.quorum and that ZooKeeper runs");
        }
    }
}
