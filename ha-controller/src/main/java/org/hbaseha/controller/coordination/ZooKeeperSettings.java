package org.hbaseha.controller.coordination;

import java.time.Duration;
import org.hbaseha.layout.ZnodeLayout;

/**
 * What one session needs.
 *
 * @param connect {@code host:port,…}
 * @param session time-out asked for; ZooKeeper may grant another
 * @param patience how long the first connection may take before the start is given up
 */
public record ZooKeeperSettings(String connect, Duration session, Duration patience, ZnodeLayout layout) {}
