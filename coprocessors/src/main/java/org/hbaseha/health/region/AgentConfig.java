package org.hbaseha.health.region;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ZnodeLayout;

/**
 * What the agent was told, read once when it starts. {@code zooKeeper} is a connect string without a chroot, {@code session} the time-out HBase
 * asks of ZooKeeper for its own session. A value that is missing, unknown
 * or does not fit another one is a {@link ConfigException}.
 */
record AgentConfig(
        Path secretFile,
        Duration beatInterval,
        GateSettings gate,
        Duration streamStall,
        Backoff reconnect,
        int livePort,
        String zooKeeper,
        Duration session,
        ZnodeLayout layout) {

    AgentConfig {
        Duration lease = gate.lease();
        if (beatInterval.compareTo(lease) >= 0) {
            throw new ConfigException("A beat must come more often than a lease ends "
                    + HaKeys.BEAT_INTERVAL.name() + "=" + beatInterval.toMillis() + "ms " + HaKeys.LEASE.name() + "="
                    + lease.toMillis() + "ms: make the interval a tenth of the lease or less");
        }
        if (beatInterval.compareTo(streamStall) >= 0) {
            throw new ConfigException("A stream would stall between two beats "
                    + HaKeys.BEAT_INTERVAL.name() + "=" + beatInterval.toMillis() + "ms " + HaKeys.STREAM_STALL.name()
                    + "=" + streamStall.toMillis() + "ms: make the time-out longer");
        }
    }

    /** From the region server's own configuration, which is not changed, and {@link HaKeys#SITE_FILE}. */
    static AgentConfig read(Configuration server) {
        Configuration merged = new Configuration(false);
        // Entry by entry: what a coprocessor gets is a read-only wrapper, of which the copy constructor copies nothing.
        server.forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        siteFile().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        return of(
                Settings.of(merged, merged::get),
                connectString(
                        merged.get(HConstants.ZOOKEEPER_QUORUM, HConstants.LOCALHOST),
                        merged.get(
                                HConstants.ZOOKEEPER_CLIENT_PORT,
                                Integer.toString(HConstants.DEFAULT_ZOOKEEPER_CLIENT_PORT))),
                Duration.ofMillis(merged.getInt(HConstants.ZK_SESSION_TIMEOUT, HConstants.DEFAULT_ZK_SESSION_TIMEOUT)),
                merged.get(HConstants.ZOOKEEPER_ZNODE_PARENT, HConstants.DEFAULT_ZOOKEEPER_ZNODE_PARENT));
    }

    private static Configuration siteFile() {
        Configuration site = new Configuration(false);
        site.addResource(HaKeys.SITE_FILE);
        try {
            // Reads the file now; one that is not there is empty.
            int unused = site.size();
        } catch (RuntimeException e) {
            throw new ConfigException("Settings cannot be read file=" + HaKeys.SITE_FILE + " error=" + e.getMessage()
                    + ": correct the XML, or take the file off the class path");
        }
        return site;
    }

    private static AgentConfig of(Settings settings, String zooKeeper, Duration session, String hbaseParent) {
        Duration least = settings.get(HaKeys.RECONNECT_LEAST);
        Duration most = settings.get(HaKeys.RECONNECT_MOST);
        if (least.compareTo(most) > 0) {
            throw new ConfigException("The first wait is longer than the longest "
                    + HaKeys.RECONNECT_LEAST.name() + "=" + least.toMillis() + "ms " + HaKeys.RECONNECT_MOST.name()
                    + "="
                    + most.toMillis() + "ms: exchange them");
        }
        String parent = settings.find(HaKeys.ZNODE_PARENT).orElse(ZnodeLayout.defaultParent(hbaseParent));
        try {
            return new AgentConfig(
                    Path.of(settings.get(HaKeys.SECRET_FILE)),
                    settings.get(HaKeys.BEAT_INTERVAL),
                    new GateSettings(
                            Seats.of(settings.get(HaKeys.CONTROLLERS)),
                            settings.get(HaKeys.LEASE),
                            settings.get(HaKeys.GATE_ISOLATED)),
                    settings.get(HaKeys.STREAM_STALL),
                    new Backoff(least, most),
                    settings.get(HaKeys.LIVE_PORT),
                    zooKeeper,
                    session,
                    new ZnodeLayout(parent, hbaseParent));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage() + ": correct " + HaKeys.SECRET_FILE.name() + ", "
                    + HaKeys.ZNODE_PARENT.name() + " or " + HConstants.ZOOKEEPER_ZNODE_PARENT);
        }
    }

    /** HBase writes hosts and port apart; a host of the quorum may also bring its own port. */
    static String connectString(String quorum, String clientPort) {
        return Arrays.stream(quorum.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.matches(".*[^:]:\\d+") ? host : host + ":" + clientPort.strip())
                .collect(Collectors.joining(","));
    }
}
