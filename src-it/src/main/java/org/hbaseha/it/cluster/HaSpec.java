package org.hbaseha.it.cluster;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link LocalSite} with the add-on.
 *
 * @param site the HBase below; the agents' settings are added to it
 * @param controllers how many controllers run
 * @param haSite {@code hbase.ha.*} settings of agents and controllers; they win over what {@link HaSite} sets itself
 */
public record HaSpec(SiteSpec site, int controllers, Map<String, String> haSite) {

    public HaSpec {
        if (controllers < 0 || controllers > 5) {
            throw new IllegalArgumentException("A site has 0 to 5 controllers controllers=" + controllers);
        }
        haSite = Collections.unmodifiableMap(new TreeMap<>(haSite));
    }
}
