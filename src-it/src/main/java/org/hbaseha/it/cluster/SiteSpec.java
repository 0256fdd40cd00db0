package org.hbaseha.it.cluster;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link LocalSite} is made of. Immutable and checked; written as {@code SiteSpec.named("a").proxied().build()}.
 *
 * @param name short name, used in the directory name and in messages; letters, digits and dashes
 * @param regionServers how many HRegionServers to start, at least 1
 * @param dataNodes how many DataNodes to start, at least 1; blocks have two replicas, or one with a single DataNode
 * @param backupMaster whether a second HMaster waits to take over
 * @param zooKeeperTick ZooKeeper's tick, at whose multiples sessions end; their time-outs are negotiated to lie between 2 ticks and 40 s (or 20
 *     ticks, if that is more)
 * @param recommendedSettings whether {@code conf/hbase-site-recommended.xml} and its HDFS companion are applied
 * @param balancer whether HBase's balancer runs, as it does by default
 * @param proxied whether the region servers' ports can be cut off, by a {@link org.hbaseha.it.fault.TcpProxy} each
 * @param ownHosts whether region servers and controllers run on hosts of a private network, whose packets can be dropped; see {@link
 *     org.hbaseha.it.network.NetworkRoom} for what that needs
 * @param regionServerFlags JVM flags of region servers, after those of all servers, which make them small; the last one wins
 * @param hbaseSite settings of masters and region servers; they win over all others
 * @param hdfsSite settings of NameNode and DataNodes, and of HBase as their client; they win over all others
 */
public record SiteSpec(
        String name,
        int regionServers,
        int dataNodes,
        boolean backupMaster,
        Duration zooKeeperTick,
        boolean recommendedSettings,
        boolean balancer,
        boolean proxied,
        boolean ownHosts,
        List<String> regionServerFlags,
        Map<String, String> hbaseSite,
        Map<String, String> hdfsSite) {

    /** More do not fit the loopback addresses that region servers are given. */
    static final int MOST_REGION_SERVERS = 200;

    public SiteSpec {
        require(name.matches("[A-Za-z0-9-]+"), "name of letters, digits and dashes", name);
        require(regionServers >= 1 && regionServers <= MOST_REGION_SERVERS, "1 to 200 region servers", regionServers);
        require(dataNodes >= 1, "at least one DataNode", dataNodes);
        require(zooKeeperTick.toMillis() >= 1, "ZooKeeper tick of at least 1 ms", zooKeeperTick);
        require(!(proxied && ownHosts), "way to be cut off, one only", "proxied and ownHosts");
        regionServerFlags = List.copyOf(regionServerFlags);
        hbaseSite = Collections.unmodifiableMap(new TreeMap<>(hbaseSite));
        hdfsSite = Collections.unmodifiableMap(new TreeMap<>(hdfsSite));
    }

    private static void require(boolean holds, String expected, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("Site needs a " + expected + ": given=" + actual);
        }
    }

    /** Starts from a site with stock settings: three region servers, three DataNodes, one master. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Starts from this spec, for a variant of it. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.regionServers = regionServers;
        builder.dataNodes = dataNodes;
        builder.backupMaster = backupMaster;
        builder.zooKeeperTick = zooKeeperTick;
        builder.recommendedSettings = recommendedSettings;
        builder.balancer = balancer;
        builder.proxied = proxied;
        builder.ownHosts = ownHosts;
        builder.regionServerFlags = regionServerFlags;
        builder.hbaseSite.putAll(hbaseSite);
        builder.hdfsSite.putAll(hdfsSite);
        return builder;
    }

    /** Collects what differs from a stock site; one thread. */
    public static final class Builder {

        private String name;
        private int regionServers = 3;
        private int dataNodes = 3;
        private boolean backupMaster;
        private Duration zooKeeperTick = Duration.ofSeconds(2);
        private boolean recommendedSettings;
        private boolean balancer = true;
        private boolean proxied;
        private boolean ownHosts;
        private List<String> regionServerFlags = List.of();
        private final Map<String, String> hbaseSite = new TreeMap<>();
        private final Map<String, String> hdfsSite = new TreeMap<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder name(String newName) {
            name = newName;
            return this;
        }

        public Builder regionServers(int count) {
            regionServers = count;
            return this;
        }

        public Builder dataNodes(int count) {
            dataNodes = count;
            return this;
        }

        public Builder backupMaster(boolean wanted) {
            backupMaster = wanted;
            return this;
        }

        public Builder zooKeeperTick(Duration tick) {
            zooKeeperTick = tick;
            return this;
        }

        public Builder recommendedSettings(boolean wanted) {
            recommendedSettings = wanted;
            return this;
        }

        public Builder balancer(boolean wanted) {
            balancer = wanted;
            return this;
        }

        public Builder proxied(boolean wanted) {
            proxied = wanted;
            return this;
        }

        public Builder ownHosts(boolean wanted) {
            ownHosts = wanted;
            return this;
        }

        public Builder regionServerFlags(String... flags) {
            regionServerFlags = List.of(flags);
            return this;
        }

        public Builder hbaseSite(String key, String value) {
            hbaseSite.put(key, value);
            return this;
        }

        public Builder hbaseSite(Map<String, String> settings) {
            hbaseSite.putAll(settings);
            return this;
        }

        public Builder hdfsSite(String key, String value) {
            hdfsSite.put(key, value);
            return this;
        }

        public SiteSpec build() {
            return new SiteSpec(
                    name,
                    regionServers,
                    dataNodes,
                    backupMaster,
                    zooKeeperTick,
                    recommendedSettings,
                    balancer,
                    proxied,
                    ownHosts,
                    regionServerFlags,
                    hbaseSite,
                    hdfsSite);
        }
    }
}
