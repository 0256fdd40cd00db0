package org.hbaseha.controller.admin.preflight;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.ConfigException;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.ZooKeeperReader;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ZooKeeperFacts;
import org.hbaseha.controller.coordination.ExpiryRights;
import org.hbaseha.controller.coordination.RegionServerZnode;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.SecretFile;

/**
 * Session time-outs as they really are. The owner of a server's znode is its session, and {@code cons} tells what that session negotiated.
 * Where {@code cons} is not allowed, a trial session that asks for the same time-out is granted the same. And what ZooKeeper would let a
 * controller do.
 */
final class ZooKeeperSight implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Site site;
    private final Duration asked;
    private final ZooKeeperReader reader;

    private ZooKeeperSight(Site site, Duration asked, ZooKeeperReader reader) {
        this.site = site;
        this.asked = asked;
        this.reader = reader;
    }

    /** Asks for a session as HBase's servers do. */
    static ZooKeeperSight open(Site site) {
        Duration asked = Duration.ofMillis(
                site.configuration().getInt(HConstants.ZK_SESSION_TIMEOUT, HConstants.DEFAULT_ZK_SESSION_TIMEOUT));
        return new ZooKeeperSight(site, asked, ZooKeeperReader.open(site.quorum(), asked, PATIENCE, site.origin()));
    }

    /** The version that a region server wrote into its znode. */
    Optional<String> version(ServerName server) {
        return reader.data(site.layout().regionServer(server)).flatMap(RegionServerZnode::version);
    }

    ZooKeeperFacts look(List<ServerName> servers) {
        Map<ServerName, Duration> negotiated = negotiated(servers);
        return new ZooKeeperFacts(
                asked,
                Optional.of(reader.granted()),
                negotiated,
                negotiated.isEmpty() ? "cons is not in ZooKeeper's 4lw.commands.whitelist" : "",
                refusal());
    }

    private Optional<String> refusal() {
        return reader.mayExpire(site.layout(), site.secretFile().flatMap(ZooKeeperSight::secret))
                ? Optional.empty()
                : Optional.of(ExpiryRights.missing(site.layout()));
    }

    /** One that cannot be used is told of elsewhere. */
    private static Optional<Secret> secret(Path file) {
        try {
            return Optional.of(SecretFile.read(file));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private Map<ServerName, Duration> negotiated(List<ServerName> servers) {
        Map<Long, Duration> sessions = new HashMap<>();
        Arrays.stream(site.quorum().split(","))
                .flatMap(host -> FourLetterWords.ask(host, "cons").stream())
                .forEach(answer -> sessions.putAll(FourLetterWords.sessions(answer)));
        Map<ServerName, Duration> negotiated = new HashMap<>();
        servers.forEach(server -> reader.owner(site.layout().regionServer(server))
                .map(sessions::get)
                .ifPresent(timeout -> negotiated.put(server, timeout)));
        return negotiated;
    }

    @Override
    public void close() {
        reader.close();
    }
}
