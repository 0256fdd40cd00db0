package org.hbaseha.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.WitnessRing;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.Mode;
import org.hbaseha.time.MonotonicInstant;

/**
 * The deciding half of the controller: observations and two clock readings in, effects out. It has no clock, thread, socket or random number
 * of its own, so a simulation drives the same code as the daemon (the shape of etcd's raft core). One thread at a time.
 */
public final class ControllerCore {

    private static final Duration FOLLOWER_PROBES = Duration.ofSeconds(1);

    private final String id;
    private final CoreSettings settings;
    private final ClusterPicture picture;
    private final BreakerWatch breakers;
    private final Scorekeeper scores = new Scorekeeper();
    private final DetectorViewMaker detectorView;
    private final Map<ServerName, MonotonicInstant> probed = new HashMap<>();
    private final ProbeBudget probes = new ProbeBudget();
    private final IncidentHistory history = new IncidentHistory();
    private final StandBackRule standBack;
    private Optional<Leading> leading = Optional.empty();
    private Optional<IncidentDesk> desk = Optional.empty();

    public ControllerCore(String id, CoreSettings settings) {
        this.id = id;
        this.settings = settings;
        this.picture = new ClusterPicture(settings.detector());
        this.detectorView = new DetectorViewMaker(settings.detector(), picture);
        this.breakers = new BreakerWatch(settings);
        this.standBack = new StandBackRule(settings.detector().lease().multipliedBy(2));
    }

    /** One pass: take in what was seen, judge every server, and, when leading, decide. */
    List<Effect> turn(List<Observation> seen, MonotonicInstant now, Instant wall) {
        Turn turn = new Turn(now, wall);
        leading.ifPresent(held -> turn.leads(held.epoch()));
        picture.begin(turn);
        history.forget(picture.findings().keySet());
        for (Observation observation : seen) {
            picture.apply(observation, turn);
            breakers.apply(observation, turn);
            lead(observation, turn);
            scores.apply(observation);
        }
        picture.judge(probes.round(), turn);
        breakers.watch(picture, leading, turn).ifPresent(sight -> scores.watch(sight, turn));
        askAround(turn);
        desk.ifPresent(current -> current.decide(picture, turn));
        standBack(turn);
        return turn.effects();
    }

    private void standBack(Turn turn) {
        Collection<Finding> judged = isLeading() ? picture.findings().values() : List.of();
        standBack.because(judged, turn.now()).ifPresent(server -> {
            turn.record(
                    turn.now(),
                    "STAND_BACK",
                    id + " lets another controller lead, if there is one: a witness reaches " + server
                            + ", and it does not");
            turn.add(new Effect.StandBack());
        });
    }

    private void lead(Observation observation, Turn turn) {
        if (observation instanceof Observation.LeadershipGained gained) {
            resign(turn);
            Leading now = new Leading(gained.epoch(), gained.at());
            leading = Optional.of(now);
            turn.leads(now.epoch());
            scores.leads(now, turn);
            desk = Optional.of(new IncidentDesk(now, id, settings, breakers.panel(), scores, history, gained.gate()));
            turn.record(gained.at(), "LEADERSHIP_GAINED", id + " leads in epoch " + gained.epoch());
        } else if (observation instanceof Observation.LeadershipLost) {
            resign(turn);
        } else if (desk.isPresent() && !desk.get().apply(observation, turn)) {
            resign(turn);
        }
    }

    private void resign(Turn turn) {
        desk.ifPresent(current -> {
            current.handOver(turn);
            turn.record(turn.now(), "LEADERSHIP_LOST", id + " does not lead any more");
        });
        scores.resigns();
        desk = Optional.empty();
        leading = Optional.empty();
        turn.leads(Epoch.NONE);
    }

    /**
     * Probes each server that is under suspicion, at most once each probe interval and within the {@link ProbeBudget}. A follower does so alone and less often: when it comes to
     * lead it has to know who answered since the last beat.
     */
    private void askAround(Turn turn) {
        List<ServerName> able = isLeading() ? picture.ableWitnesses() : List.of();
        Duration interval = isLeading() ? settings.detector().probeInterval() : FOLLOWER_PROBES;
        List<ServerName> wanted = picture.findings().values().stream()
                .filter(Finding::wantsProbes)
                .map(Finding::server)
                .filter(picture::isRegistered)
                .toList();
        probes.pace(interval, wanted.size(), turn.now());
        List<ServerName> due =
                wanted.stream().filter(server -> isDue(server, interval, turn)).toList();
        for (ServerName server : probes.take(due, probed, turn.now())) {
            probed.put(server, turn.now());
            turn.add(new Effect.Probe(
                    server, WitnessRing.choose(server, able, settings.detector().witnesses())));
        }
        probed.keySet().retainAll(picture.findings().keySet());
    }

    private boolean isDue(ServerName server, Duration interval, Turn turn) {
        return Optional.ofNullable(probed.get(server))
                .filter(last -> turn.now().since(last).compareTo(interval) < 0)
                .isEmpty();
    }

    /** What people and programs are shown. {@code daemon} adds what only the rim knows. */
    public ControllerView view(ViewMaker.Daemon daemon, MonotonicInstant now, Instant wall) {
        return viewMaker().make(daemon, new Turn(now, wall));
    }

    /** Ended and open incidents, oldest first. */
    public List<IncidentView> history(MonotonicInstant now, Instant wall) {
        return viewMaker().history(new Turn(now, wall));
    }

    /** Those of the history with these ids, as long as they are shown. */
    List<IncidentView> incidents(Set<String> ids, MonotonicInstant now, Instant wall) {
        return viewMaker().incidents(ids, new Turn(now, wall));
    }

    private ViewMaker viewMaker() {
        return new ViewMaker(id, settings, picture, detectorView, breakers.panel(), leading, desk, history);
    }

    /** Empty while this controller does not lead. */
    Optional<Scorekeeper.Shown> scorecard() {
        return scores.shown();
    }

    /** The mode that counts. */
    Mode mode() {
        return picture.mode();
    }

    boolean isLeading() {
        return desk.isPresent();
    }
}
