package org.hbaseha.controller.admin.text;

import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.ServerView;

/**
 * The answer of {@code why SERVER}: what a server is taken for, on what evidence, why something or nothing is done about it, and what would
 * change that. Pure; text and JSON are both made from it.
 *
 * @param headline liveness with the numbers it rests on
 * @param evidence one line each, as the controller wrote them
 * @param outlook what happens next and what would change it
 * @param refusalCode why nothing is done, a constant; empty when there is nothing to refuse
 * @param remedy the command or setting that would change the refusal; empty when there is none
 * @param incident the open incident of this incarnation, else its latest one
 */
public record Explanation(
        String server,
        String liveness,
        String evidenceClass,
        String headline,
        List<String> evidence,
        String refusalCode,
        String refusal,
        String remedy,
        String outlook,
        Optional<IncidentView> incident) {

    /** {@code history} may hold incidents of other servers; they are left out. */
    public static Explanation of(ServerView server, ControllerView view, List<IncidentView> history) {
        String code = RefusalWords.code(server.refusal());
        String remedy = RefusalWords.known(code).map(RefusalCode::remedy).orElse("");
        return new Explanation(
                server.server(),
                server.liveness(),
                server.evidenceClass(),
                headline(server),
                server.evidence(),
                code,
                RefusalWords.sentence(server.refusal()),
                remedy,
                Outlook.of(server, view),
                incidentOf(server.server(), view, history));
    }

    private static String headline(ServerView server) {
        return server.beatAgeMillis() < 0
                ? server.sentence()
                : "last beat " + Amounts.millis(server.beatAgeMillis()) + " ago. " + server.sentence();
    }

    private static Optional<IncidentView> incidentOf(String server, ControllerView view, List<IncidentView> history) {
        return view.openIncidents().stream()
                .filter(incident -> incident.server().equals(server))
                .findFirst()
                .or(() -> history.stream()
                        .filter(incident -> incident.server().equals(server))
                        .reduce((earlier, later) -> later));
    }
}
