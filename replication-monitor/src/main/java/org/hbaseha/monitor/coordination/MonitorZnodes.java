package org.hbaseha.monitor.coordination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.LiveSettingsRecord;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.wire.Secret;

/** What operator commands read of the monitors in ZooKeeper, which needs no secret, and write, which does. A short session of its own; one thread. */
public final class MonitorZnodes implements AutoCloseable {

    private final CuratorFramework client;
    private final ZnodeLayout layout;

    private MonitorZnodes(CuratorFramework client, ZnodeLayout layout) {
        this.client = client;
        this.layout = layout;
    }

    /**
     * The settings that operators have stored.
     *
     * @param record empty where they never did, or where it cannot be read
     * @param trouble why it cannot be read; empty where it can
     * @param version of the znode, for {@link #write}; empty where there is none
     */
    public record Stored(Optional<LiveSettingsRecord> record, String trouble, Optional<Integer> version) {}

    /** For reading. Throws when ZooKeeper does not answer in time. */
    public static MonitorZnodes reading(ZooKeeperSettings settings) throws CoordinationException {
        return opened(CuratorClients.anonymous(settings), settings);
    }

    /** For writing, too. */
    public static MonitorZnodes writing(ZooKeeperSettings settings, Secret secret) throws CoordinationException {
        return opened(CuratorClients.authenticated(settings, new ZnodeAccess(settings.layout(), secret)), settings);
    }

    private static MonitorZnodes opened(CuratorFramework client, ZooKeeperSettings settings)
            throws CoordinationException {
        client.start();
        try {
            CuratorClients.awaitConnected(client, settings);
            return new MonitorZnodes(client, settings.layout());
        } catch (CoordinationException | InterruptedException e) {
            client.close();
            throw CoordinationException.of("ZooKeeper cannot be asked", e);
        }
    }

    /** The live monitors, by id. One whose record cannot be read is left out. */
    public List<MonitorAddress> monitors() throws CoordinationException {
        try {
            List<MonitorAddress> monitors = new ArrayList<>();
            for (String id : client.getChildren().forPath(layout.monitors()).stream()
                    .sorted()
                    .toList()) {
                monitor(id).ifPresent(monitors::add);
            }
            return List.copyOf(monitors);
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        } catch (Exception e) {
            throw CoordinationException.of("Monitors cannot be read znode=" + layout.monitors(), e);
        }
    }

    private Optional<MonitorAddress> monitor(String id) throws Exception {
        try {
            return Optional.of(MonitorAddress.decode(client.getData().forPath(layout.monitor(id))));
        } catch (KeeperException.NoNodeException | LayoutException goneOrNotOurs) {
            return Optional.empty();
        }
    }

    public Stored settings() throws CoordinationException {
        Stat stat = new Stat();
        try {
            byte[] bytes = client.getData().storingStatIn(stat).forPath(layout.monitorSettings());
            return new Stored(Optional.of(LiveSettingsRecord.decode(bytes)), "", Optional.of(stat.getVersion()));
        } catch (KeeperException.NoNodeException e) {
            return new Stored(Optional.empty(), "", Optional.empty());
        } catch (LayoutException e) {
            return new Stored(Optional.empty(), String.valueOf(e.getMessage()), Optional.of(stat.getVersion()));
        } catch (Exception e) {
            throw CoordinationException.of("Live settings cannot be read znode=" + layout.monitorSettings(), e);
        }
    }

    /** Puts {@code record} in the place of what was read; refused where somebody else has changed it since. */
    public void write(LiveSettingsRecord record, Stored read) throws CoordinationException {
        String path = layout.monitorSettings();
        try {
            if (read.version().isPresent()) {
                client.setData().withVersion(read.version().get()).forPath(path, record.encode());
            } else {
                client.create().creatingParentsIfNeeded().forPath(path, record.encode());
            }
        } catch (KeeperException.BadVersionException
                | KeeperException.NodeExistsException
                | KeeperException.NoNodeException e) {
            throw new CoordinationException(
                    CoordinationException.Kind.OTHER,
                    "Live settings were changed by somebody else meanwhile, look and say again znode=" + path,
                    e);
        } catch (KeeperException.NoAuthException e) {
            throw new CoordinationException(
                    CoordinationException.Kind.NO_RIGHTS,
                    "ZooKeeper refuses to let us write: the secret of this machine is not the monitors' secret znode="
                            + path,
                    e);
        } catch (Exception e) {
            throw CoordinationException.of("Live settings cannot be written znode=" + path, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
