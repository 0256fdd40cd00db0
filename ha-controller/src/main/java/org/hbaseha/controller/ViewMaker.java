package org.hbaseha.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.ServerEvidence;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.controller.planning.breaker.BreakerPanel;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;

/** Turns the core's state into the records of {@code view}. Reads, never changes. */
public final class ViewMaker {

    private final String id;
    private final CoreSettings settings;
    private final ClusterPicture picture;
    private final DetectorViewMaker detector;
    private final BreakerPanel breakers;
    private final Optional<Leading> leading;
    private final Optional<IncidentDesk> desk;
    private final IncidentHistory history;

    /** What only the rim of the daemon knows. */
    public record Daemon(
            String version, Instant started, String leaderId, ControllerView.SessionView session, String modeRefusal) {}

    ViewMaker(
            String id,
            CoreSettings settings,
            ClusterPicture picture,
            DetectorViewMaker detector,
            BreakerPanel breakers,
            Optional<Leading> leading,
            Optional<IncidentDesk> desk,
            IncidentHistory history) {
        this.id = id;
        this.settings = settings;
        this.picture = picture;
        this.detector = detector;
        this.breakers = breakers;
        this.leading = leading;
        this.desk = desk;
        this.history = history;
    }

    ControllerView make(Daemon daemon, Turn turn) {
        List<Incident> open = openIncidents();
        Map<ServerName, Incident> byServer =
                open.stream().collect(Collectors.toMap(Incident::server, Function.identity()));
        return new ControllerView(
                id,
                daemon.version(),
                turn.wallNow(),
                daemon.started(),
                leading.isPresent(),
                leading.map(now -> now.epoch().value()).orElse(0L),
                daemon.leaderId(),
                picture.zooKeeperConnected(),
                daemon.session(),
                picture.master().map(ServerName::getServerName).orElse(""),
                picture.mode().word(),
                daemon.modeRefusal(),
                picture.pause(turn.now()).map(pause -> pause(pause, turn)).orElse(null),
                picture.findings().values().stream()
                        .map(finding -> server(finding, Optional.ofNullable(byServer.get(finding.server())), turn))
                        .toList(),
                breakers(open, turn),
                open.stream().map(incident -> incident(incident, turn)).toList(),
                detector.make(turn),
                plans(byServer, turn),
                picture.maintenance().inForce(turn.now()).stream()
                        .map(window -> window(window, turn))
                        .toList());
    }

    private List<Incident> openIncidents() {
        return desk.map(IncidentDesk::openIncidents).orElse(List.of());
    }

    private List<PlanView> plans(Map<ServerName, Incident> open, Turn turn) {
        return desk.map(IncidentDesk::plans).orElse(List.of()).stream()
                .flatMap(waiting -> Optional.ofNullable(open.get(waiting.plan().server()))
                        .filter(incident -> incident.id().equals(waiting.plan().incident()))
                        .map(incident -> PlanViews.of(waiting, incident, turn))
                        .stream())
                .toList();
    }

    private static ControllerView.MaintenanceView window(Observation.WindowSeen window, Turn turn) {
        return new ControllerView.MaintenanceView(
                window.id(),
                window.record().servers(),
                window.record().owner(),
                window.record().by(),
                window.record().reason(),
                window.record().since(),
                turn.wall(window.end()),
                window.end().since(turn.now()).toMillis());
    }

    List<IncidentView> history(Turn turn) {
        return Stream.concat(history.incidents(), openIncidents().stream())
                .map(incident -> incident(incident, turn))
                .toList();
    }

    /** Those of the history with these ids. */
    List<IncidentView> incidents(Set<String> ids, Turn turn) {
        return Stream.concat(history.incidents(), openIncidents().stream())
                .filter(incident -> ids.contains(incident.id()))
                .map(incident -> incident(incident, turn))
                .toList();
    }

    private static ControllerView.PauseView pause(Observation.PauseSeen pause, Turn turn) {
        return new ControllerView.PauseView(
                pause.record().by(),
                pause.record().reason(),
                pause.record().since(),
                turn.wall(pause.end()),
                pause.end().since(turn.now()).toMillis());
    }

    /** Only a leader can be held up. */
    private List<ControllerView.BreakerView> breakers(List<Incident> open, Turn turn) {
        return desk.isEmpty()
                ? List.of()
                : breakers.shown().stream()
                        .map(shown -> breaker(shown, open, turn))
                        .toList();
    }

    private ControllerView.BreakerView breaker(BreakerPanel.Shown shown, List<Incident> open, Turn turn) {
        BreakerName name = shown.state().name();
        return new ControllerView.BreakerView(
                name.word(),
                shown.state().open(),
                shown.state().sentence(),
                shown.openSince().map(turn::wall).orElse(null),
                shown.state().closedBy(),
                shown.state().setting(),
                name.canBeReset(),
                open.stream()
                        .filter(incident -> incident.refusal()
                                .flatMap(refusal -> BreakerName.of(refusal.code()))
                                .equals(Optional.of(name)))
                        .map(incident -> incident.server().getServerName())
                        .toList());
    }

    private ServerView server(Finding finding, Optional<Incident> open, Turn turn) {
        Optional<ServerEvidence> evidence = picture.evidence(finding.server());
        return new ServerView(
                finding.server().getServerName(),
                finding.liveness().name(),
                finding.evidenceClass().map(EvidenceClass::letter).orElse(""),
                finding.sentence(),
                evidence(finding, evidence),
                open.flatMap(Incident::refusal).map(ViewMaker::text).orElse(""),
                evidence.filter(ServerEvidence::hasOpenStream).isPresent(),
                picture.isRegistered(finding.server()),
                evidence.flatMap(known -> known.silence(turn.now()))
                        .map(Duration::toMillis)
                        .orElse(-1L),
                evidence.map(ServerEvidence::longestPauseTold)
                        .orElse(Duration.ZERO)
                        .toMillis(),
                picture.suspicions()
                        .thresholds(finding.server(), turn.now())
                        .pauseBudget()
                        .value()
                        .toMillis(),
                evidence.flatMap(ServerEvidence::lastBeat)
                        .map(last -> work(last.beat().beacon()))
                        .orElse(null),
                evidence.flatMap(ServerEvidence::lastBeat)
                        .map(last -> gate(last.beat().gate()))
                        .orElse(null));
    }

    /** What the verdict rests on; of a server that nothing is said against at least what the master takes it for. */
    private static List<String> evidence(Finding finding, Optional<ServerEvidence> known) {
        return finding.evidence().isEmpty() && known.isPresent()
                ? List.of(known.get().standing().master().words())
                : finding.evidence();
    }

    private static String text(Refusal refusal) {
        return refusal.code() + ": " + refusal.sentence();
    }

    private ServerView.GateView gate(GateReport gate) {
        return new ServerView.GateView(
                gate.state().name(), gate.terms() == settings.terms().fingerprint(), gate.refused());
    }

    private static ServerView.WorkView work(WorkBeacon beacon) {
        return new ServerView.WorkView(
                beacon.processCpu(),
                beacon.heapUsed(),
                beacon.heapMax(),
                beacon.oldestUnfinishedWrite().toMillis(),
                beacon.regions(),
                beacon.requestsPerSecond());
    }

    private IncidentView incident(Incident incident, Turn turn) {
        return incident(id, incident, turn);
    }

    /** {@code controller}: the id of the one whose incident it is. */
    static IncidentView incident(String controller, Incident incident, Turn turn) {
        List<IncidentView.MilestoneView> milestones = new ArrayList<>();
        for (Incident.Milestone milestone : incident.milestones()) {
            milestones.add(new IncidentView.MilestoneView(
                    milestone.moment().name(),
                    turn.wall(milestone.at()),
                    milestone.at().since(incident.firstEvidence()).toMillis(),
                    milestone.text()));
        }
        return new IncidentView(
                incident.id(),
                incident.server().getServerName(),
                controller,
                incident.epoch().value(),
                incident.evidenceClass().letter(),
                outcome(incident),
                incident.sentence(),
                incident.evidence(),
                incident.refusal().map(ViewMaker::text).orElse(""),
                milestones);
    }

    /** An open incident that a refusal holds is shown as what it is to the operator. */
    private static String outcome(Incident incident) {
        boolean held = incident.outcome() == Incident.Outcome.OPEN
                && incident.refusal().isPresent();
        if (!held) {
            return incident.outcome().name();
        }
        RefusalCode code = incident.refusal().get().code();
        if (code.asksPerson()) {
            return "WAITS";
        }
        return code == RefusalCode.SHADOW_MODE ? "SHADOW" : "REFUSED";
    }
}
