package org.hbaseha.controller.coordination;

import java.io.IOException;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;
import org.hbaseha.layout.ControllerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells agents and operators where this controller listens: an ephemeral znode, made again by Curator when it or the session was lost.
 * Started by the main thread once the ports are bound.
 */
public final class ControllerRegistration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerRegistration.class);

    private final PersistentNode node;

    public ControllerRegistration(ZooKeeperSession session, ControllerAddress address) {
        this.node = new PersistentNode(
                session.client(),
                CreateMode.EPHEMERAL,
                false,
                session.layout().controller(address.id()),
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
