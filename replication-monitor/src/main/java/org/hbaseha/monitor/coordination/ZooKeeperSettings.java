package org.hbaseha.monitor.coordination;

import java.time.Duration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.layout.ZnodeLayout;

/**
 * What a session needs.
 *
 * @param connect {@code host:port,…}
 * @param session time-out asked for, and so about how long a dead monitor keeps its pairs; ZooKeeper may grant another
 * @param patience how long the first connection may take
 */
public record ZooKeeperSettings(String connect, Duration session, Duration patience, ZnodeLayout layout) {

    /** A pair may be without a worker for as long; a pause for garbage collection should not cost one its pairs. */
    private static final Duration SESSION = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of the cluster at {@code hbase}, the source. Throws {@link ConfigException} for parents that cannot be. */
    public static ZooKeeperSettings of(Settings settings, HBaseAddress hbase) {
        try {
            String parent = settings.find(HaKeys.ZNODE_PARENT).orElse(ZnodeLayout.defaultParent(hbase.znodeParent()));
            return new ZooKeeperSettings(
                    hbase.zooKeeper(), SESSION, PATIENCE, new ZnodeLayout(parent, hbase.znodeParent()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    e.getMessage() + ": correct " + HaKeys.ZNODE_PARENT.name() + " or zookeeper.znode.parent");
        }
    }

    public ZooKeeperSettings withPatience(Duration other) {
        return new ZooKeeperSettings(connect, session, other, layout);
    }
}
