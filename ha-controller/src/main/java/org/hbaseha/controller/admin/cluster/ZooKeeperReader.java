package org.hbaseha.controller.admin.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.controller.coordination.ExpiryRights;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.hbaseha.wire.Secret;

/**
 * A short ZooKeeper session that only reads, and needs no secret: ZooKeeper's own client, because what Curator adds (staying connected for
 * days) is of no use to a command. Not thread safe.
 */
public final class ZooKeeperReader implements AutoCloseable {

    private final ZooKeeper client;
    private final String quorum;

    private ZooKeeperReader(ZooKeeper client, String quorum) {
        this.client = client;
        this.quorum = quorum;
    }

    /**
     * Connects, or throws {@link Trouble} when nobody answers within {@code patience}.
     *
     * @param session time-out to ask for
     * @param origin where the quorum was read, for people
     */
    public static ZooKeeperReader open(String quorum, Duration session, Duration patience, String origin) {
        CountDownLatch connected = new CountDownLatch(1);
        try {
            ZooKeeper client = new ZooKeeper(quorum, Math.toIntExact(session.toMillis()), event -> {
                if (event.getState() == KeeperState.SyncConnected) {
                    connected.countDown();
                }
            });
            ZooKeeperReader reader = new ZooKeeperReader(client, quorum);
            if (!connected.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                closeBehind(client);
                throw unreachable(quorum, patience, origin);
            }
            return reader;
        } catch (IOException | IllegalArgumentException e) {
            throw new Trouble(
                    ExitCode.INIT,
                    "ZooKeeper cannot be dialled at " + quorum + ": " + e.getMessage(),
                    "correct hbase.zookeeper.quorum (" + origin + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble(ExitCode.ERROR, "Interrupted", "", e);
        }
    }

    /** Where nobody answers, closing waits as long as connecting did; nobody has to wait for that. */
    private static void closeBehind(ZooKeeper client) {
        Thread closer = new Thread(
                () -> {
                    try {
                        client.close();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ha-zookeeper-close");
        closer.setDaemon(true);
        closer.start();
    }

    private static Trouble unreachable(String quorum, Duration patience, String origin) {
        return new Trouble(
                ExitCode.INIT,
                "ZooKeeper does not answer at " + quorum + " within " + patience.toSeconds() + " s",
                "start it, or correct hbase.zookeeper.quorum and hbase.zookeeper.property.clientPort (" + origin + ")");
    }

    /** What ZooKeeper granted of the time-out asked for. */
    public Duration granted() {
        return Duration.ofMillis(client.getSessionTimeout());
    }

    /** Whether this session, with the identity of controllers when there is a secret, might expire servers. */
    public boolean mayExpire(ZnodeLayout layout, Optional<Secret> secret) {
        secret.ifPresent(known -> ExpiryRights.authenticate(client, layout, known));
        return read(layout.regionServers(), () -> ExpiryRights.allow(client, layout))
                .orElseThrow();
    }

    /** Empty when there is no such znode. */
    public Optional<byte[]> data(String path) {
        return read(path, () -> client.getData(path, false, null));
    }

    /** Sorted; empty when there is no such znode. */
    public List<String> children(String path) {
        return read(path, () -> client.getChildren(path, false)).stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    public boolean exists(String path) {
        return stat(path).isPresent();
    }

    /** The session that an ephemeral znode belongs to. */
    public Optional<Long> owner(String path) {
        return stat(path).map(Stat::getEphemeralOwner);
    }

    private Optional<Stat> stat(String path) {
        return read(path, () -> {
            Stat stat = client.exists(path, false);
            if (stat == null) {
                throw new KeeperException.NoNodeException(path);
            }
            return stat;
        });
    }

    private <T> Optional<T> read(String path, Read<T> read) {
        try {
            return Optional.of(read.get());
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        } catch (KeeperException.NoAuthException e) {
            throw new Trouble(
                    ExitCode.REFUSED,
                    "ZooKeeper does not let this user read " + path,
                    "run as the user of the controllers, or with its Kerberos ticket",
                    e);
        } catch (KeeperException e) {
            throw new Trouble(
                    ExitCode.TIMEOUT, "ZooKeeper at " + quorum + " stopped answering: " + e.code(), "try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble(ExitCode.ERROR, "Interrupted", "", e);
        }
    }

    @Override
    public void close() {
        try {
            client.close(Math.toIntExact(Duration.ofSeconds(1).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Read<T> {
        T get() throws KeeperException, InterruptedException;
    }
}
