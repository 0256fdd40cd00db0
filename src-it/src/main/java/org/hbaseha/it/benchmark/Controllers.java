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
                    "a controller leads and the agents of " + servers.size() + " region servers beat; logs are in "
                            + site.logs(),
                    START,
                    () -> controllers.readyFor(servers));
            ready = true;
            return controllers;
        } finally {
            if (!ready) {
                controllers.close();
            }
        }
    }

    /** Whether all controllers run, one leads, sees beats of all these servers, and would act on the next fault. */
    boolean readyFor(List<ServerName> servers) throws IOException {
        try {
            List<ControllerView> states = views.states();
            return states.size() == COUNT
                    && states.stream()
                            .filter(ControllerView::leading)
                            .anyMatch(leader ->
                                    wouldAct(leader) && servers.stream().allMatch(server -> beats(leader, server)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static boolean wouldAct(ControllerView leader) {
        return leader.mode().equals("automatic")
                && leader.openIncidents().isEmpty()
                && leader.breakers().stream().noneMatch(ControllerView.BreakerView::open);
    }

    private static boolean beats(ControllerView leader, ServerName server) {
        return leader.servers().stream()
                .filter(view -> view.server().equals(server.getServerName()))
                .anyMatch(Controllers::isHealthy);
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
