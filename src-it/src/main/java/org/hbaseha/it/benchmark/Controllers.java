package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.it.cluster.HaSite;
import org.hbaseha.it.cluster.HaSpec;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.Quarantine;
import org.hbaseha.layout.Mode;

/** What the controllers of a site say about the next fault and about the last one. Any thread. */
final class Controllers {

    static final int COUNT = 3;

    /** Several faults in a row are what quickstart and benchmark are for, so the window is a hundredth of the default. */
    static final Duration BREAKER_WINDOW = Duration.ofSeconds(5);

    private static final Duration FRESH_BEAT = Duration.ofSeconds(1);
    private static final Duration WILLING = Duration.ofSeconds(90);

    private final HaSite site;

    Controllers(HaSite site) {
        this.site = site;
    }

    /** Three controllers that act, beside the HBase of a variant. */
    static HaSpec spec(Variant variant, boolean ownHosts) {
        return new HaSpec(
                variant.site(ownHosts),
                COUNT,
                Map.of(
                        HaKeys.MODE.name(),
                        Mode.AUTOMATIC.word(),
                        HaKeys.BREAKER_WINDOW.name(),
                        BREAKER_WINDOW.toSeconds() + "s"));
    }

    /** Why the next fault would not be acted on; empty when all controllers run, one leads and is willing, and each hears all these servers. */
    Optional<String> obstacle(List<ServerName> servers) {
        List<ControllerView> states = site.controllers().stream()
                .flatMap(controller -> controller.state().stream())
                .toList();
        if (states.size() < COUNT) {
            return Optional.of(states.size() + " of " + COUNT + " controllers answer");
        }
        Optional<ControllerView> leader =
                states.stream().filter(ControllerView::leading).findFirst();
        if (leader.isEmpty()) {
            return Optional.of("no controller leads");
        }
        return unwilling(leader.get()).or(() -> states.stream()
                .flatMap(state -> unheard(state, servers).stream())
                .findFirst());
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

    private static Optional<String> unheard(ControllerView controller, List<ServerName> servers) {
        return servers.stream()
                .filter(server -> controller.servers().stream()
                        .noneMatch(view -> view.server().equals(server.getServerName()) && isHealthy(view)))
                .map(server -> "controller " + controller.id() + " does not hear the agent of " + server)
                .findFirst();
    }

    private static boolean isHealthy(ServerView server) {
        return server.agent() && server.liveness().equals("ALIVE");
    }

    /** Waits until nothing stands in the way of acting on the next fault. */
    void awaitWilling(FailoverSite servers) throws InterruptedException, TrialFailure, IOException {
        if (site.controllers().stream()
                .flatMap(controller -> controller.state().stream())
                .anyMatch(Quarantine::isImposed)) {
            Quarantine.lift(site.site());
        }
        Awaited.until("willing controllers", WILLING, () -> obstacle(servers.liveServers()));
    }

    /** Who leads, while one does. */
    LocalController leader() {
        return site.leader().orElseThrow(() -> new IllegalStateException("No controller leads"));
    }

    /** Whether another one than this leads and hears all these servers. */
    boolean judgesWithout(LocalController lost, List<ServerName> servers) {
        return site.controllers().stream()
                .filter(controller -> !controller.equals(lost))
                .flatMap(controller -> controller.state().stream())
                .anyMatch(state -> state.leading() && unheard(state, servers).isEmpty());
    }

    void killAll() {
        site.controllers().forEach(controller -> controller.process().kill9());
    }

    /** Starts those again that are gone, and lets those go on that stand still. */
    void restore() throws IOException {
        for (LocalController controller : site.controllers()) {
            if (controller.process().isAlive()) {
                controller.process().thaw();
            } else {
                controller.process().restart();
            }
        }
    }

    /** What was done about one incarnation: the record that went furthest; empty when nothing was found. */
    Optional<IncidentView> incident(ServerName server) {
        return site.controllers().stream()
                .flatMap(controller -> controller.history().stream())
                .filter(incident -> incident.server().equals(server.getServerName()))
                .max(Comparator.comparingInt(incident -> incident.milestones().size()));
    }

    /** By server that beat just now, how many requests its lease gate has refused since it started. */
    Map<String, Long> gateRefusals() {
        return site.controllers().stream()
                .flatMap(controller -> controller.state().stream())
                .flatMap(state -> state.servers().stream())
                .filter(Controllers::beatsNow)
                .flatMap(server ->
                        Optional.ofNullable(server.gate())
                                .map(gate -> Map.entry(server.server(), gate.refused()))
                                .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
    }

    private static boolean beatsNow(ServerView server) {
        return server.beatAgeMillis() >= 0 && server.beatAgeMillis() <= FRESH_BEAT.toMillis();
    }

    /** A folder for {@code HBASE_CONF_DIR} by which operators' commands find the site. */
    Path operatorConf() {
        return site.controllers().get(0).conf();
    }
}
