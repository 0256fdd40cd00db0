package org.hbaseha.it.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.HaKeys;
import org.hbaseha.it.benchmark.FailoverSite;
import org.hbaseha.it.benchmark.TrialFailure;
import org.hbaseha.it.cluster.HaSite;
import org.hbaseha.it.cluster.HaSpec;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.cluster.SiteSpec;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.FreshReads;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Pace;
import org.hbaseha.it.workload.RegionWorkload;
import org.hbaseha.it.workload.SteadyWallClock;
import org.hbaseha.layout.Mode;

/** Three region servers with agents, two controllers that act, a table, and a client that writes and reads all of it. One thread. */
final class SoakSite implements AutoCloseable {

    static final int REGION_SERVERS = 3;
    static final int CONTROLLERS = 2;

    private static final int REGIONS = 30;
    private static final int ROWS_OF_REGION = 100;
    private static final int BYTES_OF_ROW = 1_000;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration COMES_BACK = Duration.ofSeconds(1);
    private static final Duration LEADS = Duration.ofSeconds(60);

    /** The breaker must not hide a second mistake behind the first. */
    private static final String BREAKER_WINDOW = "5s";

    private final HaSite site;
    private final FailoverSite table;
    private final RegionWorkload client;
    private final List<ServerName> servers;

    private SoakSite(HaSite site, FailoverSite table, RegionWorkload client, List<ServerName> servers) {
        this.site = site;
        this.table = table;
        this.client = client;
        this.servers = servers;
    }

    static SoakSite start(Consumer<String> progress) throws IOException, InterruptedException, TrialFailure {
        SiteSpec hbase = SiteSpec.named("soak")
                .regionServers(REGION_SERVERS)
                .balancer(false)
                .recommendedSettings(true)
                .zooKeeperTick(TICK)
                .build();
        Map<String, String> settings =
                Map.of(HaKeys.MODE.name(), Mode.AUTOMATIC.word(), HaKeys.BREAKER_WINDOW.name(), BREAKER_WINDOW);
        HaSite site = HaSite.start(new HaSpec(hbase, CONTROLLERS, settings), progress);
        boolean started = false;
        try {
            InstantSource clock = new SteadyWallClock();
            FailoverSite table = FailoverSite.on(site.site(), REGIONS, clock);
            table.table().load(ROWS_OF_REGION, BYTES_OF_ROW);
            Configuration configuration = site.site().clientConfiguration();
            RegionWorkload client =
                    RegionWorkload.start(configuration, table.table().name(), REGIONS, Pace.PROBE, clock);
            SoakSite ready = new SoakSite(site, table, client, table.liveServers());
            ready.letAllComeBack();
            started = true;
            return ready;
        } finally {
            if (!started) {
                site.site().keepLogs();
                site.close();
            }
        }
    }

    /** Who is expired by mistake shall not end the run. */
    private void letAllComeBack() {
        site.site().regionServers().stream()
                .map(LocalRegionServer::process)
                .forEach(process -> process.autoRestart(COMES_BACK));
        site.controllers().stream().map(LocalController::process).forEach(process -> process.autoRestart(COMES_BACK));
    }

    LocalProcess regionServer(int number) {
        return site.site().regionServer(number).process();
    }

    LocalProcess controller(int number) {
        return site.controllers().get(number).process();
    }

    List<LocalController> controllers() {
        return site.controllers();
    }

    Configuration client() {
        return site.site().clientConfiguration();
    }

    /** Operations so far. */
    History history() {
        return client.history();
    }

    /** Waits until a controller leads and hears all, as after the last torment it must. */
    void awaitCalm() throws IOException, InterruptedException {
        var unused = site.awaitLeader(LEADS);
    }

    /** Incarnations that there were in the beginning and that the master does not list any more. */
    List<ServerName> lost() throws IOException {
        List<ServerName> live = table.liveServers();
        return servers.stream().filter(server -> !live.contains(server)).toList();
    }

    /** The journal of each controller, whatever it wrote while others led. */
    List<Path> journals() {
        return site.controllers().stream()
                .map(controller -> site.site()
                        .directory()
                        .resolve("data")
                        .resolve(controller.process().name())
                        .resolve("audit.jsonl"))
                .toList();
    }

    Path logs() {
        return site.site().logs();
    }

    void keepLogs() {
        site.site().keepLogs();
    }

    /** Stops the client, reads the table, and judges the whole run. */
    List<InvariantResult> judge() throws IOException {
        client.close();
        History history = client.history();
        return List.of(
                AcknowledgedWrites.judge(history, table.table().contents(Pace.PROBE.client())),
                FreshReads.judge(history));
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
        } finally {
            table.close();
        }
    }
}
