package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.RegionLocator;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.it.workload.WorkloadTable;

/**
 * A local site of one variant with a table to hurt: where its regions are, who may be hurt, and how to make it whole and even again. One
 * thread.
 */
public final class FailoverSite implements AutoCloseable {

    private static final int CALL_MILLIS = 5_000;
    private static final TableName TABLE = TableName.valueOf("ha");
    private static final Duration REGISTRATION = Duration.ofSeconds(60);
    private static final Duration MOVES = Duration.ofSeconds(60);

    private final LocalSite site;
    private final InstantSource clock;
    private final Connection connection;
    private final Configuration client;
    private final Admin admin;
    private final WorkloadTable table;

    private FailoverSite(
            LocalSite site, InstantSource clock, Connection connection, Configuration client, WorkloadTable table)
            throws IOException {
        this.site = site;
        this.clock = clock;
        this.connection = connection;
        this.client = client;
        this.admin = connection.getAdmin();
        this.table = table;
    }

    /** Creates the table on a site that runs; from then on the site is closed with this. */
    public static FailoverSite on(LocalSite site, int regions, InstantSource clock)
            throws IOException, InterruptedException, TrialFailure {
        Configuration client = site.clientConfiguration();
        // A call into a server that was cut off would wait a minute for each region it once had.
        client.setInt("hbase.rpc.timeout", CALL_MILLIS);
        Connection connection = ConnectionFactory.createConnection(client);
        FailoverSite ready =
                new FailoverSite(site, clock, connection, client, new WorkloadTable(connection, TABLE, regions));
        ready.table.create();
        ready.spread();
        return ready;
    }

    public LocalSite site() {
        return site;
    }

    public WorkloadTable table() {
        return table;
    }

    InstantSource clock() {
        return clock;
    }

    /** The incarnations that the master takes for live, in a fixed order. */
    public List<ServerName> liveServers() throws IOException {
        ClusterMetrics metrics = admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.SERVERS_NAME));
        return metrics.getServersName().stream().sorted().toList();
    }

    /** Where each region of the table is, as hbase:meta has it now; a region that is nowhere is absent. */
    public Map<Integer, ServerName> placement() throws IOException {
        return placement(connection, table.name());
    }

    /** The same, over another connection. */
    static Map<Integer, ServerName> placement(Connection connection, TableName table) throws IOException {
        Map<Integer, ServerName> placement = new TreeMap<>();
        List<HRegionLocation> locations = locations(connection, table);
        for (int region = 0; region < locations.size(); region++) {
            ServerName server = locations.get(region).getServerName();
            if (server != null) {
                placement.put(region, server);
            }
        }
        return placement;
    }

    private static List<HRegionLocation> locations(Connection connection, TableName table) throws IOException {
        try (RegionLocator locator = connection.getRegionLocator(table)) {
            locator.clearRegionLocationCache();
            return locator.getAllRegionLocations();
        }
    }

    /** Who carries hbase:meta. */
    public ServerName metaServer() throws IOException {
        try (RegionLocator locator = connection.getRegionLocator(TableName.META_TABLE_NAME)) {
            return Optional.ofNullable(
                            locator.getRegionLocation(new byte[0], true).getServerName())
                    .orElseThrow(() -> new IOException("hbase:meta is nowhere"));
        }
    }

    /** The process of the active master. */
    public LocalProcess activeMaster() throws IOException {
        ClusterMetrics metrics = admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.MASTER));
        ServerName active = metrics.getMasterName();
        if (active == null) {
            throw new IOException("No master is active");
        }
        return site.master(active);
    }

    /** Waits until there is a second master that would take over, and starts one where there never was. */
    void requireBackupMaster() throws IOException, InterruptedException, TrialFailure {
        if (site.processes().stream().noneMatch(process -> process.name().equals("backup-master"))) {
            var unused = site.addBackupMaster();
        }
        Awaited.until("a backup master", REGISTRATION, () -> {
            ClusterMetrics metrics = admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.BACKUP_MASTERS));
            return metrics.getBackupMasterNames().isEmpty()
                    ? Optional.of("the active master knows none")
                    : Optional.empty();
        });
    }

    /** The next server to hurt: those without hbase:meta take turns. */
    public ServerName victim(int turn) throws IOException {
        ServerName meta = metaServer();
        List<ServerName> candidates =
                liveServers().stream().filter(server -> !server.equals(meta)).toList();
        if (candidates.isEmpty()) {
            throw new IOException("No server without hbase:meta is live");
        }
        return candidates.get(Math.floorMod(turn, candidates.size()));
    }

    public LocalRegionServer process(ServerName server) {
        return site.regionServer(server);
    }

    /** Starts a region server again that was killed or gave up, and waits until the master has it and it serves. */
    public void restart(LocalProcess server, ServerName old) throws IOException, InterruptedException, TrialFailure {
        server.restart();
        Awaited.until("a new incarnation of " + old.getAddress() + " (log " + server.log() + ")", REGISTRATION, () -> {
            Optional<ServerName> successor = liveServers().stream()
                    .filter(live -> live.getAddress().equals(old.getAddress()) && !live.equals(old))
                    .findFirst();
            if (successor.isPresent()) {
                // Listed servers may still refuse everything, and then regions that are moved to them land elsewhere.
                var unused = admin.getRegions(successor.get());
            }
            return successor.isPresent() ? Optional.empty() : Optional.of("the master does not list it");
        });
    }

    /** Moves regions until every server has as many as any other. */
    public void spread() throws InterruptedException, TrialFailure {
        Awaited.until("an even spread of the table's regions", MOVES, () -> {
            Map<Integer, ServerName> placement = placement();
            if (placement.size() < table.regions()) {
                return Optional.of(placement.size() + " of " + table.regions() + " regions have a server");
            }
            List<EvenSpread.Move> plan = EvenSpread.plan(placement, liveServers());
            if (plan.isEmpty()) {
                return Optional.empty();
            }
            carryOut(plan);
            return Optional.of(plan.size() + " regions were to move");
        });
    }

    private void carryOut(Collection<EvenSpread.Move> plan) throws IOException {
        List<HRegionLocation> locations = locations(connection, table.name());
        List<CompletableFuture<Void>> running = new ArrayList<>();
        // A connection of its own each time: an old one may still talk to a master that has died.
        try (AsyncConnection moves =
                ConnectionFactory.createAsyncConnection(client).join()) {
            AsyncAdmin asyncAdmin = moves.getAdmin();
            for (EvenSpread.Move move : plan) {
                running.add(
                        asyncAdmin.move(locations.get(move.region()).getRegion().getEncodedNameAsBytes(), move.to()));
            }
            CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]))
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Regions do not move", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while regions move", e);
        }
    }

    /** Closes the connections to a site that is left alone from now on. */
    void disconnect() {
        try {
            admin.close();
            connection.close();
        } catch (IOException e) {
            // The servers these lead to go now, or are nobody's business any more.
        }
    }

    /** Stops everything; nothing is left. */
    @Override
    public void close() {
        disconnect();
        site.close();
    }
}
