package org.hbaseha.it.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.fault.TcpProxy;
import org.hbaseha.it.network.NetworkHost;
import org.hbaseha.it.network.Ports;

/**
 * A running HBase site on this machine: ZooKeeper, NameNode, DataNodes, masters and region servers, each its own JVM.
 *
 * <p>The site belongs to the JVM that started it and ends with it, however that ends; see {@link Reaper}. Its files are
 * in one directory below {@code java.io.tmpdir}, which goes with it unless logs are {@linkplain #keepLogs() kept} or
 * the site is {@linkplain #detach() detached}. With the system property {@code hbaseha.keep=true} logs are always kept.
 *
 * <p>Any thread may ask, inject faults and add servers; starting and closing are for one.
 */
public final class LocalSite implements AutoCloseable {

    private final SiteSpec spec;
    private final SiteLayout layout;
    private final Jvm jvm;
    private final Reaper reaper;
    private final Ports ports = new Ports(new SplittableRandom());
    private final int zooKeeperPort = ports.next();
    private final SiteNetwork network;
    private final HdfsConfig hdfs;
    private final HBaseConfig hbase;
    private final List<LocalProcess> processes = new CopyOnWriteArrayList<>();
    private final List<LocalRegionServer> regionServers = new CopyOnWriteArrayList<>();

    private LocalSite(SiteSpec spec, SiteLayout layout) throws IOException {
        this.spec = spec;
        this.layout = layout;
        this.jvm = new Jvm(layout);
        this.reaper = Reaper.watch(layout);
        this.network = networkOf(spec, layout, reaper);
        this.hdfs = new HdfsConfig(spec, layout, network.home(), ports);
        this.hbase = new HBaseConfig(spec, layout, hdfs, network, zooKeeperPort);
        if (Boolean.getBoolean("hbaseha.keep")) {
            keepLogs();
        }
    }

    /** What was made of it when that fails goes with the reaper. */
    private static SiteNetwork networkOf(SiteSpec spec, SiteLayout layout, Reaper reaper) throws IOException {
        boolean made = false;
        try {
            SiteNetwork network = SiteNetwork.of(spec, layout);
            made = true;
            return network;
        } finally {
            if (!made) {
                reaper.close();
            }
        }
    }

    /**
     * Starts a site and returns when its master is initialized and all its region servers are live.
     *
     * @param progress told in short sentences what is being waited for
     * @throws StartFailure when a server does not come up; the message shows where its log is, which is kept
     */
    public static LocalSite start(SiteSpec spec, Consumer<String> progress) throws IOException, InterruptedException {
        return start(spec, directory -> {}, progress);
    }

    /** As {@link #start(SiteSpec, Consumer)}, with files of the caller's own in the site's directory before any server starts. */
    public static LocalSite start(SiteSpec spec, Preparation preparation, Consumer<String> progress)
            throws IOException, InterruptedException {
        LocalSite site = withoutServers(spec);
        boolean started = false;
        try {
            preparation.prepare(site.directory());
            new SiteStart(site, progress).run();
            started = true;
            return site;
        } finally {
            if (!started) {
                site.keepLogs();
                site.close();
            }
        }
    }

    /** A site in which nothing runs yet. */
    static LocalSite withoutServers(SiteSpec spec) throws IOException {
        return new LocalSite(spec, SiteLayout.createTemporary(spec.name()));
    }

    public SiteSpec spec() {
        return spec;
    }

    /** Host and port as Curator and the ZooKeeper client take it. */
    public String zooKeeperQuorum() {
        return network.zooKeeper() + ":" + zooKeeperPort;
    }

    /** Where ZooKeeper listens; with own hosts nothing else does. */
    public String zooKeeperHost() {
        return network.zooKeeper();
    }

    /** How another site names this one as a replication peer: quorum, port and parent znode. */
    public String replicationClusterKey() {
        return zooKeeperQuorum() + ":/hbase";
    }

    /** A new client configuration, with all but the address of ZooKeeper at HBase's defaults. */
    public Configuration clientConfiguration() {
        return hbase.client();
    }

    public LocalProcess zooKeeper() {
        return process("zookeeper");
    }

    public LocalRegionServer regionServer(int index) {
        return regionServers.get(index);
    }

    /** The region server that HBase calls so, in whatever incarnation. */
    public LocalRegionServer regionServer(ServerName name) {
        return regionServers.stream()
                .filter(server -> server.is(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such region server: server=" + name));
    }

    public List<LocalRegionServer> regionServers() {
        return List.copyOf(regionServers);
    }

    /** All processes of the site, in the order of their start. */
    public List<LocalProcess> processes() {
        return List.copyOf(processes);
    }

    public LocalProcess process(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such process: process=" + name));
    }

    /** Starts one more region server; it has begun to start when this returns. */
    public LocalRegionServer addRegionServer() throws IOException {
        synchronized (regionServers) {
            int index = regionServers.size();
            int port = ports.next();
            Optional<NetworkHost> host = network.newHost();
            InetSocketAddress address = new InetSocketAddress(
                    host.map(NetworkHost::address).orElse(HBaseConfig.advertisedHost(index)), port);
            Optional<TcpProxy> proxy = spec.proxied()
                    ? Optional.of(TcpProxy.start(address, new InetSocketAddress(hbase.boundHost(index), port)))
                    : Optional.empty();
            LocalProcess process = startJvm(hbase.regionServer(index, host, port));
            LocalRegionServer added = new LocalRegionServer(index, address, process, proxy, host);
            regionServers.add(added);
            return added;
        }
    }

    /** Starts a second HMaster, {@code backup-master}; it has begun to start when this returns. */
    public LocalProcess addBackupMaster() throws IOException {
        return startJvm(hbase.master("backup-master", ports.next()));
    }

    /** The master process that HBase calls so. */
    public LocalProcess master(ServerName name) throws IOException {
        for (LocalProcess process : processes) {
            Configuration configured = new Configuration(false);
            configured.addResource(new org.apache.hadoop.fs.Path(
                    confOf(process.name()).resolve("hbase-site.xml").toUri()));
            if (configured.getInt("hbase.master.port", -1) == name.getPort()) {
                return process;
            }
        }
        throw new IllegalArgumentException("No such master: master=" + name);
    }

    /**
     * Runs any JVM as a part of this site: same owner, same class path, its own log and configuration folder
     * ({@link #confOf}, which may be filled before).
     */
    public LocalProcess startJvm(ProcessSpec process) throws IOException {
        if (processes.stream().anyMatch(other -> other.name().equals(process.name()))) {
            throw new IllegalArgumentException("A process of this name exists: process=" + process.name());
        }
        LocalProcess started = LocalProcess.start(process, jvm, layout);
        processes.add(started);
        return started;
    }

    /** The folder on a process's class path for its configuration files; created when missing. */
    public Path confOf(String process) throws IOException {
        return Files.createDirectories(layout.conf(process));
    }

    /** Takes keys out of what a process of HBase reads when it starts next. */
    public void removeSettings(String process, Collection<String> keys) throws IOException {
        Path file = confOf(process).resolve("hbase-site.xml");
        Map<String, String> settings = new TreeMap<>(HadoopXml.read(file));
        settings.keySet().removeAll(keys);
        HadoopXml.write(file, settings);
    }

    public Path directory() {
        return layout.root();
    }

    /** The folder with the logs of all processes. */
    public Path logs() {
        return layout.logs();
    }

    /** A free port for something that runs beside the site's servers. */
    public int freePort() {
        return ports.next();
    }

    /** Resident memory of all processes together, in bytes. Pages that processes share count for each. */
    public long rssBytes() {
        return processes.stream().mapToLong(LocalProcess::rssBytes).sum();
    }

    /** Leaves logs and settings on the disk when the site is closed or its owner ends. */
    public void keepLogs() {
        reaper.keepLogs();
    }

    /** Copies logs and settings as they are now, below a folder that is created when missing. */
    public void copyLogsTo(Path folder) throws IOException {
        Trees.copy(layout.logs(), folder.resolve("logs"));
        Trees.copy(layout.conf(), folder.resolve("conf"));
    }

    /**
     * Gives the site up: its processes run on when the owner ends, until {@link #destroy}. What the owner did for it
     * ends with the owner: proxies and automatic restarts.
     */
    public void detach() {
        reaper.detach();
    }

    /** Stops all processes of a detached site and removes its directory. Nothing happens when there is none. */
    public static void destroy(Path siteDirectory) throws IOException {
        SiteLayout layout = SiteLayout.existing(siteDirectory);
        Reaper.watch(layout).close();
    }

    /** Kills all processes and removes the directory; nothing is left of the site when this returns. */
    @Override
    public void close() {
        processes.forEach(LocalProcess::stopAutoRestart);
        regionServers.forEach(server -> server.proxy().ifPresent(TcpProxy::close));
        reaper.close();
        ports.close();
    }

    SiteNetwork network() {
        return network;
    }

    HdfsConfig hdfs() {
        return hdfs;
    }

    HBaseConfig hbase() {
        return hbase;
    }

    int zooKeeperPort() {
        return zooKeeperPort;
    }

    ProcessSpec zooKeeperProcess() throws IOException {
        return new ZooKeeperConfig(spec, layout, network.zooKeeper(), zooKeeperPort).process();
    }

    /** Puts files into a new site's directory, which the servers' settings call {@code ${hbaseha.site}}. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Path directory) throws IOException;
    }
}
