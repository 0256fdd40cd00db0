package org.hbaseha.it.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.layout.Mode;

/**
 * A local site with agents in its region servers and controllers beside its master, set up as an operator would: the coprocessor keys in
 * {@code hbase-site.xml}, the secret in a file only the owner can read, the add-on's settings in {@code ha-site.xml}.
 *
 * <p>Starting and closing are for one thread; everything else may be asked from any.
 */
public final class HaSite implements AutoCloseable {

    public static final String AGENT = "org.hbaseha.health.region.HeartbeatAgent";
    public static final String WRITE_AGE = "org.hbaseha.health.region.WriteAgeObserver";
    public static final String GATE = "org.hbaseha.health.region.LeaseGateObserver";

    private static final Duration CONTROLLER_START = Duration.ofSeconds(60);

    private final HaSpec spec;
    private final LocalSite site;
    private final List<LocalController> controllers = new ArrayList<>();

    private HaSite(HaSpec spec, LocalSite site) {
        this.spec = spec;
        this.site = site;
    }

    /**
     * Starts the site and its controllers and returns when one of them leads and has a stream from every region server.
     *
     * @throws StartFailure when a process does not come up; the message shows where its log is
     */
    public static HaSite start(HaSpec spec, Consumer<String> progress) throws IOException, InterruptedException {
        SiteSpec withAgents = spec.site().toBuilder()
                .hbaseSite("hbase.coprocessor.regionserver.classes", AGENT)
                .hbaseSite("hbase.coprocessor.user.region.classes", GATE + "," + WRITE_AGE)
                .hbaseSite(agentSettings(spec))
                .build();
        HaSite started = new HaSite(spec, LocalSite.start(withAgents, ControllerStart::writeSecret, progress));
        boolean complete = false;
        try {
            for (int i = 0; i < spec.controllers(); i++) {
                started.addController();
            }
            progress.accept("waiting for the agents");
            started.awaitLeader(CONTROLLER_START);
            complete = true;
            return started;
        } finally {
            if (!complete) {
                started.site.keepLogs();
                started.close();
            }
        }
    }

    private static Map<String, String> agentSettings(HaSpec spec) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(HaKeys.SECRET_FILE.name(), "${hbaseha.site}/secret");
        settings.put(HaKeys.CONTROLLERS.name(), String.join(",", seats(spec)));
        settings.putAll(spec.haSite());
        return settings;
    }

    private static List<String> seats(HaSpec spec) {
        return IntStream.range(0, spec.controllers())
                .mapToObj(i -> "controller-" + i)
                .toList();
    }

    /** Starts one more controller; it has begun to start when this returns. */
    public LocalController addController() throws IOException {
        String name = "controller-" + controllers.size();
        Map<String, String> settings = new TreeMap<>();
        settings.put(HaKeys.CONTROLLERS.name(), String.join(",", seats(spec)));
        settings.put(HaKeys.CONTROLLER_NAME.name(), name);
        settings.putAll(spec.haSite());
        // Where the write-ahead logs lie: the operator commands look whether their leases can be recovered.
        Map<String, String> hbase = Map.of("hbase.rootdir", site.hdfs().fileSystem() + "/hbase");
        LocalController controller = new ControllerStart(name, settings, hbase, List.of("-Xmx128m")).in(site);
        controllers.add(controller);
        return controller;
    }

    /** Waits until one controller leads and every live region server beats to it, on a lease where it acts on silence; returns it. */
    public LocalController awaitLeader(Duration atMost) throws StartFailure, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<LocalController> leader = leader();
            if (leader.flatMap(LocalController::state).filter(this::allBeat).isPresent()) {
                return leader.get();
            }
            Thread.sleep(50);
        }
        throw new StartFailure("No controller leads with a beat of every region server waited=" + atMost.toSeconds()
                + "s logs=" + site.logs());
    }

    private boolean allBeat(org.hbaseha.controller.view.ControllerView state) {
        boolean armed = state.mode().equals(Mode.AUTOMATIC.word())
                && !spec.haSite().getOrDefault(HaKeys.CONTROLLERS.name(), "all").isEmpty();
        long beating = state.servers().stream()
                .filter(server -> server.registered() && server.liveness().equals("ALIVE"))
                .filter(server -> !armed || isLeased(server))
                .count();
        long running = site.regionServers().stream()
                .filter(server -> server.process().isAlive())
                .count();
        return beating >= running;
    }

    private static boolean isLeased(ServerView server) {
        return server.gate() != null && server.gate().state().equals("LEASED");
    }

    /** The controller that says it leads; of two that do, the one with the newer epoch. */
    public Optional<LocalController> leader() {
        return controllers.stream()
                .filter(controller -> controller.process().isAlive())
                .filter(controller ->
                        controller.state().filter(state -> state.leading()).isPresent())
                .max(java.util.Comparator.comparingLong(controller ->
                        controller.state().map(state -> state.epoch()).orElse(0L)));
    }

    public LocalSite site() {
        return site;
    }

    public List<LocalController> controllers() {
        return List.copyOf(controllers);
    }

    @Override
    public void close() {
        site.close();
    }
}
