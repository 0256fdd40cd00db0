package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;

/**
 * Follows where a table's regions are, and whether the active master lists a server that should be dead. Looks five times a second on a thread
 * and a connection of its own; results may be asked for from any thread, and are final after {@link #close}.
 */
final class PlacementWatch implements AutoCloseable {

    private static final long POLL_MILLIS = 200;

    private final Connection connection;
    private final TableName table;
    private final ServerName dead;
    private final Relocations relocations;
    private final Thread thread = new Thread(this::watch, "placement-watch");
    private volatile boolean shouldBeDead;
    private volatile boolean closed;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger listedLive = new AtomicInteger();

    private PlacementWatch(Connection connection, TableName table, ServerName dead) {
        this.connection = connection;
        this.table = table;
        this.dead = dead;
        this.relocations = new Relocations(dead);
    }

    /** Begins to follow the regions; {@code dead} is the server that will have to lose its own. */
    static PlacementWatch start(Configuration client, TableName table, ServerName dead) throws IOException {
        PlacementWatch watch = new PlacementWatch(Impatience.connect(client), table, dead);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** From now on no master should list the server as live. */
    void lookForTheDead() {
        shouldBeDead = true;
    }

    /** How often a master told who is live, since the server should be dead. */
    int looks() {
        return looks.get();
    }

    /** How many of these looks found it live. */
    int listedLive() {
        return listedLive.get();
    }

    /** Regions that moved without need so far. */
    int movedAgain() {
        synchronized (relocations) {
            return relocations.needless();
        }
    }

    private void watch() {
        try (Admin admin = connection.getAdmin()) {
            while (!closed) {
                look(admin);
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            throw new IllegalStateException("An admin of an open connection is always there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Two answers that do not depend on each other: hbase:meta is there while no master is. */
    private void look(Admin admin) {
        try {
            var seen = FailoverSite.placement(connection, table);
            synchronized (relocations) {
                relocations.note(seen);
            }
        } catch (IOException e) {
            // hbase:meta is away or busy; the next look may find it.
        }
        if (!shouldBeDead) {
            return;
        }
        try {
            boolean listed = admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.SERVERS_NAME))
                    .getServersName()
                    .contains(dead);
            listedLive.addAndGet(listed ? 1 : 0);
            looks.incrementAndGet();
        } catch (IOException e) {
            // There is no master, or it has only begun.
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
