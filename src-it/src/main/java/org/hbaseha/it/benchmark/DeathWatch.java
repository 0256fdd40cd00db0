package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;

/**
 * Notes when the master begins to take a server for dead: it puts it on its list in the same breath as it starts the crash procedure. Asks
 * twenty times a second on a thread and a connection of its own, so what it notes is late by 50 ms at most on a master that answers.
 */
final class DeathWatch implements AutoCloseable {

    private static final long POLL_MILLIS = 50;

    private final Connection connection;
    private final InstantSource clock;
    private final Map<ServerName, Instant> firstSeen = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::watch, "death-watch");

    private DeathWatch(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    static DeathWatch start(Configuration client, InstantSource clock) throws IOException {
        DeathWatch watch = new DeathWatch(Impatience.connect(client), clock);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** When this incarnation was first on the master's list of dead servers. */
    Optional<Instant> deathOf(ServerName server) {
        return Optional.ofNullable(firstSeen.get(server));
    }

    private void watch() {
        try (Admin admin = connection.getAdmin()) {
            while (!Thread.currentThread().isInterrupted()) {
                look(admin);
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            throw new IllegalStateException("An admin of an open connection is always there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin admin) {
        try {
            ClusterMetrics metrics = admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.DEAD_SERVERS));
            Instant now = clock.instant();
            metrics.getDeadServerNames().forEach(server -> firstSeen.putIfAbsent(server, now));
        } catch (IOException e) {
            // The master is away or busy; the next look may find it.
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        connection.close();
    }
}
