package org.hbaseha.monitor.coordination;

import java.io.IOException;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;
import org.hbaseha.layout.MonitorAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators where this monitor listens: an ephemeral znode, made again by Curator when it or the session was lost. Started by the main thread once the
 * port is bound.
 */
public final class MonitorRegistration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorRegistration.class);

    private final PersistentNode node;

    public MonitorRegistration(MonitorSession session, MonitorAddress address) {
        this.node = new PersistentNode(
                session.client(),
                CreateMode.EPHEMERAL,
                false,
                session.layout().monitor(address.id()),
                address.encode());
    }

    public void start() {
        node.start();
    }

    @Override
    public void close() {
        try {
            node.close();
        } catch (IOException e) {
            LOG.debug("Registration could not be removed, the session's end will do it", e);
        }
    }
}
