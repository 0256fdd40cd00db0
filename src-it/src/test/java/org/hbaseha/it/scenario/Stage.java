package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.zookeeper.ZooKeeper;
import org.awaitility.core.ConditionFactory;
import org.hbaseha.controller.coordination.Switches;
import org.hbaseha.controller.coordination.ZooKeeperSession;
import org.hbaseha.controller.coordination.ZooKeeperSettings;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.it.benchmark.FailoverSite;
import org.hbaseha.it.cluster.HaSite;
import org.hbaseha.it.cluster.HaSpec;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.it.cluster.Quarantine;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.network.NetworkHost;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Operation;
import org.hbaseha.it.workload.Pace;
import org.hbaseha.it.workload.RegionWorkload;
import org.hbaseha.it.workload.SteadyWallClock;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.SecretFile;

/** A site with agents, controllers, a table and a client on every region of it; whole at the beginning of each scenario. One thread. */
final class Stage implements StageRule.Healing {

    private static final int REGIONS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * One attempt for each operation, so that a region that moved and a server that is gone are seen at the next one; and time enough for it that a busy
     * machine, which is slow, is not taken for them.
     */
    private static final Pace CLIENT = new Pace("scenario", Duration.ofMillis(100), Optional.of(Duration.ofSeconds(2)));

    private final HaSite ha;
    private final FailoverSite table;
    private final SteadyWallClock clock;
    private final RegionWorkload probe;
    private final Connection connection;
    private int turn;

    private Stage(HaSite ha, FailoverSite table, SteadyWallClock clock, RegionWorkload probe, Connection connection) {
        this.ha = ha;
        this.table = table;
        this.clock = clock;
        this.probe = probe;
        this.connection = connection;
    }

    static Stage open(HaSpec spec) throws Exception {
        HaSite ha = HaSite.start(spec, step -> System.out.println("  " + step));
        boolean opened = false;
        try {
            SteadyWallClock clock = new SteadyWallClock();
            FailoverSite table = FailoverSite.on(ha.site(), REGIONS, clock);
            Configuration client = ha.site().clientConfiguration();
            RegionWorkload probe = RegionWorkload.start(client, table.table().name(), REGIONS, CLIENT, clock);
            Stage stage = new Stage(ha, table, clock, probe, ConnectionFactory.createConnection(client));
            opened = true;
            return stage;
        } finally {
            if (!opened) {
                ha.site().keepLogs();
                System.out.println("  the stage could not be opened, logs are in "
                        + ha.site().logs());
                ha.close();
            }
        }
    }

    /** Sets the cluster's mode as the operator command does, and waits until the leader has heard of it. */
    void setMode(Mode mode) throws Exception {
        try (ZooKeeperSession session = openSession()) {
            new Switches(session, InstantSource.system()).setMode(mode, "scenario", "to see what it does");
        }
        awaiting("the leader has mode " + mode).until(() -> leaderView()
                .filter(view -> view.mode().equals(mode.word()))
                .isPresent());
    }

    /** With ZooKeeper, as controllers and operators' commands have one: it knows the secret. */
    ZooKeeperSession openSession() throws Exception {
        LocalSite site = ha.site();
        Secret secret = SecretFile.read(site.directory().resolve("secret"));
        ZnodeLayout layout = new ZnodeLayout(ZnodeLayout.defaultParent("/hbase"), "/hbase");
        ZooKeeperSettings settings =
                new ZooKeeperSettings(site.zooKeeperQuorum(), Duration.ofSeconds(5), Duration.ofSeconds(10), layout);
        ZooKeeperSession session = new ZooKeeperSession(settings, secret, MonotonicClock.system(), observation -> {});
        session.start();
        return session;
    }

    /** Ends what is left of earlier faults, and waits until servers, controllers and clients are as at the beginning. */
    @Override
    public void heal() throws Exception {
        for (LocalProcess process : ha.site().processes()) {
            if (process.isAlive()) {
                process.thaw();
            }
        }
        for (LocalRegionServer server : ha.site().regionServers()) {
            server.restore();
        }
        for (LocalController controller : ha.controllers()) {
            controller.host().ifPresent(NetworkHost::restore);
        }
        for (LocalProcess process : ha.site().processes()) {
            boolean lost = isRegionServer(process) && !isLive(process);
            if (!process.isAlive() || lost) {
                process.restart();
            }
        }
        awaiting("all region servers are live").until(() -> liveServers().size() == servers());
        awaiting("a controller leads").until(() -> leaderView().isPresent());
        if (!leaderView().orElseThrow().mode().equals(Mode.AUTOMATIC.word())) {
            setMode(Mode.AUTOMATIC);
        }
        if (leaderView().filter(Quarantine::isImposed).isPresent()) {
            Quarantine.lift(ha.site());
        }
        awaiting("a controller leads, sees all, and would act")
                .until(() -> leaderView().filter(this::isCalm).isPresent());
        table.spread();
        awaiting("clients are undisturbed").until(() -> {
            History recent = probe.since(now().minusSeconds(1));
            return recent.byRegion().size() == REGIONS && recent.lastFailure().isEmpty();
        });
    }

    private boolean isRegionServer(LocalProcess process) {
        return ha.site().regionServers().stream()
                .anyMatch(server -> server.process().equals(process));
    }

    private boolean isLive(LocalProcess process) {
        return ha.site().regionServers().stream()
                .filter(server -> server.process().equals(process))
                .anyMatch(server -> liveServers().stream().anyMatch(server::is));
    }

    private boolean isCalm(ControllerView leader) {
        long controllers = ha.controllers().stream()
                .filter(controller -> controller.state().isPresent())
                .count();
        return alive(leader) == servers()
                && controllers == ha.controllers().size()
                && leader.mode().equals("automatic")
                && gateStates().equals(Set.of("LEASED"))
                && leader.openIncidents().isEmpty()
                && leader.breakers().stream().noneMatch(ControllerView.BreakerView::open);
    }

    /** The active master's list; empty while there is none. */
    List<ServerName> liveServers() {
        try {
            return table.liveServers();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A server with regions of the table and without hbase:meta; another one each time. */
    LocalRegionServer victim() throws IOException {
        return ha.site().regionServer(table.victim(turn++));
    }

    /** The server with hbase:meta. */
    LocalRegionServer metaHolder() throws IOException {
        return ha.site().regionServer(table.metaServer());
    }

    Connection connection() {
        return connection;
    }

    ServerName nameOf(LocalRegionServer server) {
        return liveServers().stream()
                .filter(server::is)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Server is not live: server=" + server.name()));
    }

    /** The process of the active master, told by its port. */
    LocalProcess activeMaster() throws IOException {
        return ha.site().master(activeMasterName());
    }

    ServerName activeMasterName() throws IOException {
        try (Admin admin = connection.getAdmin()) {
            return admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.MASTER))
                    .getMasterName();
        }
    }

    /** Waits until another controller than the one that was lost judges all servers again; returns when that was. */
    Instant awaitJudging(LocalController lost) {
        awaiting("another controller judges").until(() -> ha.controllers().stream()
                .filter(controller -> !controller.equals(lost))
                .flatMap(controller -> controller.state().stream())
                .anyMatch(view ->
                        view.leading() && view.mode().equals(Mode.AUTOMATIC.word()) && alive(view) == servers()));
        return now();
    }

    /** Whether a controller leads in automatic mode and every region server beats to it. */
    boolean isJudged() {
        return leaderView()
                .filter(view -> view.mode().equals(Mode.AUTOMATIC.word()) && alive(view) == servers())
                .isPresent();
    }

    /** Lets time pass until so long after an instant. */
    void pass(Instant from, Duration length) {
        awaiting(length.toMillis() + " ms are over").until(() -> now().isAfter(from.plus(length)));
    }

    private static long alive(ControllerView view) {
        return view.servers().stream()
                .filter(server -> server.registered() && server.liveness().equals("ALIVE"))
                .count();
    }

    Optional<ControllerView> leaderView() {
        return ha.leader().flatMap(LocalController::state);
    }

    /** By server, how many requests its lease gate has refused since it started, as far as any controller has heard. */
    Map<String, Long> gateRefusals() {
        return ha.controllers().stream()
                .flatMap(controller -> controller.state().stream())
                .flatMap(view -> view.servers().stream())
                .flatMap(server ->
                        Optional.ofNullable(server.gate())
                                .map(gate -> Map.entry(server.server(), gate.refused()))
                                .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
    }

    /** The states of the gates of all live servers, as the leader has heard. */
    Set<String> gateStates() {
        return leaderView().map(ControllerView::servers).orElse(List.of()).stream()
                .filter(ServerView::registered)
                .map(server -> Optional.ofNullable(server.gate())
                        .map(ServerView.GateView::state)
                        .orElse("unknown"))
                .collect(Collectors.toSet());
    }

    /** By what evidence the leader judges a server; empty while it beats. */
    String evidenceClass(LocalRegionServer server) {
        return leaderView().map(ControllerView::servers).orElse(List.of()).stream()
                .filter(view -> view.registered() && server.is(ServerName.valueOf(view.server())))
                .map(ServerView::evidenceClass)
                .findFirst()
                .orElse("");
    }

    /** What any controller recorded about an incarnation, the newest last. */
    List<IncidentView> incidents(ServerName server) {
        return ha.controllers().stream()
                .flatMap(controller -> controller.history().stream())
                .filter(incident -> incident.server().equals(server.getServerName()))
                .toList();
    }

    IncidentView awaitRecovered(ServerName server) {
        return awaitIncident(
                server, "is recovered", incident -> incident.outcome().equals("RECOVERED"));
    }

    IncidentView awaitIncident(ServerName server, String what, Predicate<IncidentView> wanted) {
        awaiting(server + " " + what).until(() -> incidents(server).stream().anyMatch(wanted));
        return incidents(server).stream().filter(wanted).findFirst().orElseThrow();
    }

    static boolean reached(IncidentView incident, String milestone) {
        return incident.milestones().stream().anyMatch(step -> step.name().equals(milestone));
    }

    /** From an instant of {@link #now} to a milestone. */
    static Duration until(IncidentView incident, String milestone, Instant from) {
        return incident.milestones().stream()
                .filter(step -> step.name().equals(milestone))
                .map(step -> Duration.between(from, step.at()))
                .findFirst()
                .orElseThrow();
    }

    /** Looks up every write that was acknowledged so far. */
    InvariantResult acknowledgedWrites() throws IOException {
        History history = probe.history();
        return AcknowledgedWrites.judge(history, table.table().contents(CLIENT.client()));
    }

    /** Waits until every region was read and written after {@code from}. */
    void awaitClientsBack() {
        Instant from = now();
        awaiting("every region is read and written")
                .until(() -> probe
                                .since(from)
                                .where(operation -> operation.succeeded()
                                        && operation.start().isAfter(from))
                                .byRegion()
                                .values()
                                .stream()
                                .filter(done -> done.stream()
                                                .map(operation -> operation.kind())
                                                .distinct()
                                                .count()
                                        == 2)
                                .count()
                        == REGIONS);
    }

    /** Fails with what went wrong, and how busy the machine was, when a client's operation did not succeed since then. */
    void requireUndisturbedClients(Instant from, String what) {
        List<Operation> failed =
                probe.since(from).where(operation -> !operation.succeeded()).operations();
        assertThat(failed)
                .as(
                        "nobody notices that %s; the load is %.1f",
                        what, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
                .isEmpty();
    }

    /** Whether its znode is there: nobody has expired it. */
    boolean isRegistered(ServerName server) throws Exception {
        return hasZnode("/hbase/rs/" + server.getServerName());
    }

    /** As its session's end would, only sooner: HBase recovers it, and nobody has told it so. */
    void deleteZnodeOf(ServerName server) throws Exception {
        ZooKeeper zooKeeper = new ZooKeeper(ha.site().zooKeeperQuorum(), 20_000, event -> {});
        try {
            zooKeeper.delete("/hbase/rs/" + server.getServerName(), -1);
        } finally {
            zooKeeper.close();
        }
    }

    boolean hasZnode(String path) throws Exception {
        ZooKeeper zooKeeper = new ZooKeeper(ha.site().zooKeeperQuorum(), 20_000, event -> {});
        try {
            return zooKeeper.exists(path, false) != null;
        } finally {
            zooKeeper.close();
        }
    }

    /** Hundreds of further clients, on rows of their own. */
    Hammer hammer() throws IOException {
        return Hammer.start(ha.site().clientConfiguration(), table.table(), clock);
    }

    boolean hasRegions(ServerName server) throws IOException {
        return table.placement().containsValue(server);
    }

    Instant now() {
        return clock.instant();
    }

    int servers() {
        return ha.site().regionServers().size();
    }

    HaSite ha() {
        return ha;
    }

    static ConditionFactory awaiting(String what) {
        return await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).ignoreExceptions();
    }

    @Override
    public void copyLogsTo(Path folder) throws IOException {
        ha.site().copyLogsTo(folder);
    }

    @Override
    public void close() throws IOException {
        try {
            probe.close();
            connection.close();
        } finally {
            table.close();
            ha.close();
        }
    }
}
