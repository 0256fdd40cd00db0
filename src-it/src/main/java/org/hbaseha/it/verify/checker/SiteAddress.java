package org.hbaseha.it.verify.checker;

import java.util.List;

/**
 * Where a site is, on loopback.
 *
 * @param ports where its masters and region servers listen
 */
public record SiteAddress(int zooKeeperPort, List<Integer> ports) {

    public SiteAddress {
        ports = List.copyOf(ports);
    }
}
