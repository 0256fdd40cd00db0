package org.hbaseha.it.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.hbaseha.it.network.NetworkHost;

/**
 * Decides the settings of a site's masters, region servers and clients.
 *
 * <p>On loopback region server {@code i} is advertised as 127.0.0.(10+i), so that each looks like a host of its own. It listens
 * there, or on 127.0.1.(10+i) when a proxy takes the advertised address. On a private network each has a host, and its address.
 */
final class HBaseConfig {

    /** Stands for the site's directory in settings that are written before there is one. */
    static final String SITE = "${hbaseha.site}";

    private final SiteSpec spec;
    private final SiteLayout layout;
    private final HdfsConfig hdfs;
    private final SiteNetwork network;
    private final int zooKeeperPort;

    HBaseConfig(SiteSpec spec, SiteLayout layout, HdfsConfig hdfs, SiteNetwork network, int zooKeeperPort) {
        this.spec = spec;
        this.layout = layout;
        this.hdfs = hdfs;
        this.network = network;
        this.zooKeeperPort = zooKeeperPort;
    }

    static String advertisedHost(int regionServer) {
        return "127.0.0." + (10 + regionServer);
    }

    String boundHost(int regionServer) {
        return spec.proxied() ? "127.0.1." + (10 + regionServer) : advertisedHost(regionServer);
    }

    ProcessSpec master(String name, int port) throws IOException {
        write(
                name,
                Map.of(
                        "hbase.master.hostname", network.home(),
                        "hbase.master.ipc.address", network.home(),
                        "hbase.master.port", String.valueOf(port)));
        return Role.MASTER.process(name, "start");
    }

    ProcessSpec regionServer(int index, Optional<NetworkHost> host, int port) throws IOException {
        String name = "regionserver-" + index;
        write(
                name,
                Map.of(
                        "hbase.unsafe.regionserver.hostname",
                                host.map(NetworkHost::address).orElse(advertisedHost(index)),
                        "hbase.regionserver.ipc.address",
                                host.map(NetworkHost::address).orElse(boundHost(index)),
                        "hbase.regionserver.port", String.valueOf(port)));
        return SiteNetwork.on(
                host,
                Role.REGIONSERVER
                        .process(name, "start")
                        .withJvmFlags(spec.regionServerFlags().toArray(new String[0])));
    }

    /** What a client of this site needs; all else is left at HBase's defaults. */
    Configuration client() {
        Configuration configuration = HBaseConfiguration.create();
        connection().forEach(configuration::set);
        return configuration;
    }

    Map<String, String> connection() {
        return Map.of(
                "hbase.zookeeper.quorum",
                network.zooKeeper(),
                "hbase.zookeeper.property.clientPort",
                String.valueOf(zooKeeperPort));
    }

    private void write(String process, Map<String, String> own) throws IOException {
        Map<String, String> settings = new TreeMap<>(connection());
        if (spec.recommendedSettings()) {
            settings.putAll(HadoopXml.recommended("hbase-site-recommended.xml"));
        }
        settings.put("hbase.rootdir", hdfs.fileSystem() + "/hbase");
        settings.put("hbase.cluster.distributed", "true");
        settings.put("hbase.tmp.dir", layout.temporary().resolve(process).toString());
        settings.put("hbase.master.info.port", "-1");
        settings.put("hbase.regionserver.info.port", "-1");
        // The master waits 4.5 s for stragglers unless it knows that all are there. It must not insist on all: one that
        // takes over while a server is dead would wait for ever.
        settings.put("hbase.master.wait.on.regionservers.mintostart", "1");
        settings.put("hbase.master.wait.on.regionservers.maxtostart", String.valueOf(spec.regionServers()));
        settings.putAll(own);
        settings.putAll(spec.hbaseSite());
        settings.replaceAll((key, value) -> value.replace(SITE, layout.root().toString()));

        hdfs.writeClientTo(process);
        Path conf = layout.conf(process);
        HadoopXml.write(conf.resolve("hbase-site.xml"), settings);
    }
}
