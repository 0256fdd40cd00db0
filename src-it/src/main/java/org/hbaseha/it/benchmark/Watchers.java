package org.hbaseha.it.benchmark;

import java.util.Optional;
import org.hbaseha.it.workload.RegionWorkload;

/**
 * What a round sees of its site.
 *
 * @param probe the client that sees outages to a tenth of a second
 * @param application the client with HBase's default settings
 * @param deaths when the master takes servers for dead
 * @param controllers empty where none are to judge
 */
record Watchers(
        FailoverSite site,
        RegionWorkload probe,
        RegionWorkload application,
        DeathWatch deaths,
        Optional<Controllers> controllers) {

    /** The same, for a fault that no controller sees. */
    Watchers withoutControllers() {
        return new Watchers(site, probe, application, deaths, Optional.empty());
    }
}
