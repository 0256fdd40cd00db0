package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.it.cluster.ProcessSpec;

/** The controllers of a site: starts them, and knows when they are ready for the next fault. */
final class Controllers implements AutoCloseable {

    static final int COUNT = 2;
    private static final Duration START = Duration.ofSeconds(60);

    private final SiteZooKeeper zooKeeper;
    private final ControllerViews views;

    private Controllers(SiteZooKeeper zooKeeper) {
        this.zooKeeper = zooKeeper;
        this.views = new ControllerViews(zooKeeper);
    }

    /** Starts them and returns when one leads and every region server's agent has a stream to it. */
    static Controllers start(LocalSite site, List<ServerName> servers)
            throws IOException, InterruptedException, TrialFailure {
        for (int i = 0; i < COUNT; i++) {
            String name = "controller-" + i;
            AddOn.configureController(site, name);
            site.startJvm(ProcessSpec.of(name, "org.hbaseha.controller.ControllerMain")
                    .withJvmFlags("-Xmx96m")
                    .withClassPath(site.confOf(name)));
        }
        Controllers controllers = new Controllers(SiteZooKeeper.connect(site));
        boolean ready = false;
        try {
            Awaited.until(
                    "the controllers to be ready (logs in " + site.logs() + ")",
                    START,
                    () -> controllers.obstacle(servers));
            ready = true;
            return controllers;
        } finally {
            if (!ready) {
                controllers.close();
            }
        }
    }

    /** Why the next fault would not be acted on; empty when all controllers run, one leads, hears all these servers and is willing. */
    Optional<String> obstacle(List<ServerName> servers) throws IOException {
        List<ControllerView> states = states();
        if (states.size() < COUNT) {
            return Optional.of(states.size() + " of " + COUNT + " controllers are registered");
        }
        Optional<ControllerView> leader =
                states.stream().filter(ControllerView::leading).findFirst();
        if (leader.isEmpty()) {
            return Optional.of("no controller leads");
        }
        return unwilling(leader.get()).or(() -> unheard(leader.get(), servers));
    }

    private List<ControllerView> states() throws IOException {
        try {
            return views.states();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static Optional<String> unwilling(ControllerView leader) {
        if (!leader.mode().equals("automatic")) {
            return Optional.of("mode is " + leader.mode());
        }
        if (!leader.openIncidents().isEmpty()) {
            return Optional.of(
                    "an incident is open: " + leader.openIncidents().get(0).sentence());
        }
        return leader.breakers().stream()
                .filter(ControllerView.BreakerView::open)
                .map(breaker -> "breaker " + breaker.name() + " is open: " + breaker.sentence())
                .findFirst();
    }

    private static Optional<String> unheard(ControllerView leader, List<ServerName> servers) {
        return servers.stream()
                .filter(server -> leader.servers().stream()
                        .noneMatch(view -> view.server().equals(server.getServerName()) && isHealthy(view)))
                .map(server -> "leader " + leader.id() + " does not hear the agent of " + server)
                .findFirst();
    }

    private static boolean isHealthy(ServerView server) {
        return server.agent() && server.liveness().equals("ALIVE");
    }

    /** What was done about one incarnation: the record that went furthest; empty when nothing was found. */
    Optional<IncidentView> incident(ServerName server) throws IOException, InterruptedException {
        return views.incidents(server).stream()
                .max(Comparator.comparingInt(incident -> incident.milestones().size()));
    }

    @Override
    public void close() {
        zooKeeper.close();
    }
}
