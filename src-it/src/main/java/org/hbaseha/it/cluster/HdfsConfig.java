package org.hbaseha.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.hbaseha.it.network.Ports;

/**
 * Decides the settings of a site's NameNode and DataNodes, and those HBase needs as their client.
 *
 * <p>All of HDFS has one address, with ports of their own. A file system of one rack whose data nobody will miss: two
 * replicas of three, so that a hung DataNode can be replaced; no permissions; no waiting in safe mode.
 */
final class HdfsConfig {

    private final SiteSpec spec;
    private final SiteLayout layout;
    private final String host;
    private final Ports ports;
    private final int nameNodePort;
    private final Map<String, String> common = new TreeMap<>();

    HdfsConfig(SiteSpec spec, SiteLayout layout, String host, Ports ports) {
        this.spec = spec;
        this.layout = layout;
        this.host = host;
        this.ports = ports;
        this.nameNodePort = ports.next();
        common.put("dfs.replication", String.valueOf(Math.min(2, spec.dataNodes())));
        common.put("dfs.permissions.enabled", "false");
        common.put("dfs.client.read.shortcircuit", "false");
        if (spec.recommendedSettings()) {
            common.putAll(HadoopXml.recommended("hdfs-site-recommended.xml"));
        }
    }

    int nameNodePort() {
        return nameNodePort;
    }

    String fileSystem() {
        return "hdfs://" + host + ":" + nameNodePort;
    }

    ProcessSpec nameNode() throws IOException {
        Map<String, String> settings = new TreeMap<>(common);
        settings.put("dfs.namenode.name.dir", layout.data("namenode").toUri().toString());
        settings.put("dfs.namenode.rpc-address", host + ":" + nameNodePort);
        settings.put("dfs.namenode.http-address", host + ":" + ports.next());
        settings.put("dfs.namenode.safemode.extension", "0");
        settings.put("dfs.namenode.datanode.registration.ip-hostname-check", "false");
        writeTo("namenode", settings);
        return Role.NAMENODE.process("namenode");
    }

    ProcessSpec dataNode(int index) throws IOException {
        String name = "datanode-" + index;
        Map<String, String> settings = new TreeMap<>(common);
        settings.put("dfs.datanode.data.dir", layout.data(name).toUri().toString());
        settings.put("dfs.datanode.hostname", host);
        settings.put("dfs.datanode.address", host + ":" + ports.next());
        settings.put("dfs.datanode.http.address", host + ":" + ports.next());
        settings.put("dfs.datanode.ipc.address", host + ":" + ports.next());
        writeTo(name, settings);
        return Role.DATANODE.process(name);
    }

    /** Lets a process be a client of this file system. */
    void writeClientTo(String process) throws IOException {
        writeTo(process, common);
    }

    private void writeTo(String process, Map<String, String> hdfsSite) throws IOException {
        Map<String, String> settings = new TreeMap<>(hdfsSite);
        settings.putAll(spec.hdfsSite());
        Path conf = Files.createDirectories(layout.conf(process));
        HadoopXml.write(conf.resolve("hdfs-site.xml"), settings);
        HadoopXml.write(
                conf.resolve("core-site.xml"),
                Map.of(
                        "fs.defaultFS",
                        fileSystem(),
                        "hadoop.tmp.dir",
                        layout.temporary().resolve(process).toString(),
                        // As patient as by default (10 s), in shorter steps: servers start while the NameNode does.
                        "ipc.client.connect.max.retries",
                        "100",
                        "ipc.client.connect.retry.interval",
                        "100"));
    }
}
