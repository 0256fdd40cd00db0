package org.hbaseha.controller.admin.preflight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.ConfigKey;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Controllers;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ControllerFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.HBaseFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.HookFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.SecretState;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.wire.nio.SecretFile;

/** Collects the {@link PreflightFacts}: the rim of preflight. What cannot be seen is a fact too, and never stops it. */
public final class PreflightGatherer {

    private PreflightGatherer() {}

    public static PreflightFacts gather(Site site, Znodes znodes, Controllers controllers) {
        ServerConfiguration local = local(site);
        try (ZooKeeperSight zooKeeper = ZooKeeperSight.open(site)) {
            HBaseFacts hbase = new HBaseSight(site.configuration(), local).look(zooKeeper::version);
            return new PreflightFacts(
                    Runtime.version().feature(),
                    site.settings(),
                    local,
                    secret(site),
                    hbase,
                    zooKeeper.look(hbase.regionServers().stream()
                            .map(PreflightFacts.ServerFacts::name)
                            .toList()),
                    controllers(ClusterSnapshot.of(site, znodes, controllers)),
                    Stream.of(HaKeys.HOOK_BEFORE, HaKeys.HOOK_AFTER)
                            .flatMap(key -> hook(site, key).stream())
                            .toList());
        }
    }

    private static Optional<HookFacts> hook(Site site, ConfigKey<String> key) {
        return Optional.of(site.settings().get(key))
                .filter(path -> !path.isEmpty())
                .map(path -> new HookFacts(
                        key.name(), path, Files.isRegularFile(Path.of(path)), Files.isExecutable(Path.of(path))));
    }

    /** What is written on this machine; HBase's defaults are left out, for they say nothing of the servers. */
    private static ServerConfiguration local(Site site) {
        Map<String, String> written = new HashMap<>();
        for (Map.Entry<String, String> entry : site.configuration()) {
            String[] sources = site.configuration().getPropertySources(entry.getKey());
            String value = site.configuration().get(entry.getKey());
            boolean isDefault = sources != null && sources[sources.length - 1].endsWith("-default.xml");
            if (!isDefault && value != null) {
                written.put(entry.getKey(), value);
            }
        }
        return new ServerConfiguration(Map.copyOf(written), false);
    }

    private static SecretState secret(Site site) {
        return site.secretFile().map(PreflightGatherer::secret).orElseGet(SecretState.NotConfigured::new);
    }

    private static SecretState secret(Path file) {
        try {
            SecretFile.read(file);
            return new SecretState.Usable(file.toString());
        } catch (ConfigException e) {
            return new SecretState.Unusable(String.valueOf(e.getMessage()));
        }
    }

    private static boolean countsOthers(ServerView server) {
        ServerView.GateView gate = server.gate();
        return gate != null && !gate.ours();
    }

    private static ControllerFacts controllers(ClusterSnapshot snapshot) {
        Set<ServerView> servers = snapshot.best().flatMap(Reply::value).stream()
                .flatMap(view -> view.servers().stream())
                .filter(server -> ServerName.isFullServerName(server.server()))
                .collect(Collectors.toSet());
        int live = snapshot.controllers().size() - snapshot.silent().size();
        return new ControllerFacts(
                live,
                snapshot.silent().size(),
                snapshot.controllers().stream()
                        .map(Reply::controller)
                        .map(controller -> ControllerAddress.seatOf(controller.id()))
                        .collect(Collectors.toSet()),
                servers.stream()
                        .filter(ServerView::agent)
                        .map(server -> ServerName.valueOf(server.server()))
                        .collect(Collectors.toSet()),
                servers.stream()
                        .map(server -> ServerName.valueOf(server.server()))
                        .collect(Collectors.toSet()),
                servers.stream()
                        .filter(PreflightGatherer::countsOthers)
                        .map(server -> ServerName.valueOf(server.server()))
                        .collect(Collectors.toSet()));
    }
}
