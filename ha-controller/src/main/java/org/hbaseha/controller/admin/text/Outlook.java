package org.hbaseha.controller.admin.text;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.ConfigKey;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;

/** What happens next to a server, and which setting or command would change it. Pure. */
final class Outlook {

    private static final Set<String> OF_ALL = Set.of(
            BreakerName.OBSERVER.word(),
            BreakerName.ZOOKEEPER.word(),
            BreakerName.FILE_SYSTEM.word(),
            BreakerName.MASS_SILENCE.word());

    private static final Set<String> OF_SINGLE =
            Set.of(BreakerName.FLAPPING.word(), BreakerName.ROLLING_RESTART.word());

    private Outlook() {}

    static String of(ServerView server, ControllerView view) {
        String next =
                switch (server.liveness()) {
                    case "ALIVE" ->
                        "nothing to do; it is suspected after a silence that hbase-ha detector shows, within "
                                + name(HaKeys.SUSPECT_AFTER);
                    case "SUSPECT" -> suspect(server);
                    case "DEAD" -> dead(server, view);
                    default -> unknown(server);
                };
        String whole = next + heldUp(server, view);
        return view.leading() ? whole : whole + "; this controller does not lead and acts on nothing itself";
    }

    /** The breakers that would hold up its expiry for silence now; those about single servers name them in their sentence. */
    private static String heldUp(ServerView server, ControllerView view) {
        boolean undecided =
                server.liveness().equals("ALIVE") || server.liveness().equals("SUSPECT");
        String address = ServerName.valueOf(server.server()).getAddress().toString();
        return view.breakers().stream()
                .filter(breaker -> undecided && breaker.open())
                .filter(breaker -> OF_ALL.contains(breaker.name())
                        || (OF_SINGLE.contains(breaker.name())
                                && List.of(breaker.sentence().split("[ ,]+", -1))
                                        .contains(address)))
                .map(breaker -> "; its silence alone would not be acted on while breaker " + breaker.name()
                        + " is open (" + breaker.sentence() + "; closed " + breaker.closedBy() + ")")
                .collect(Collectors.joining());
    }

    private static String suspect(ServerView server) {
        return switch (server.evidenceClass()) {
            case "P" ->
                "would be expired when its silence reaches " + Amounts.millis(server.pauseBudgetMillis()) + left(server)
                        + " (" + name(HaKeys.PAUSE_BUDGET) + "; beats end the suspicion)";
            case "N" ->
                "would be expired when its lease has run out and no contact came, here or at a majority of witnesses ("
                        + name(HaKeys.LEASE) + ")";
            case "O" -> "nothing: others see it, so the fault is this controller's";
            default ->
                "is being probed; a beat ends the suspicion, a refused connect from two vantage points or "
                        + Amounts.millis(server.pauseBudgetMillis()) + " of silence ends the server ("
                        + name(HaKeys.PAUSE_BUDGET) + ")";
        };
    }

    private static String left(ServerView server) {
        long left = server.pauseBudgetMillis() - server.beatAgeMillis();
        return server.beatAgeMillis() < 0 || left <= 0
                ? ""
                : ", in " + Amounts.span(Duration.ofMillis(left)) + " at the earliest";
    }

    private static String dead(ServerView server, ControllerView view) {
        if (!server.refusal().isEmpty()) {
            return RefusalWords.known(RefusalWords.code(server.refusal()))
                    .map(code -> "nothing is done; what would change that: " + code.remedy())
                    .orElse("nothing is done");
        }
        return view.openIncidents().stream()
                .filter(incident -> incident.server().equals(server.server()))
                .findFirst()
                .map(incident -> "is being expired (incident " + incident.id() + "); this cannot be taken back")
                .orElse(server.registered() ? "will be expired" : "nothing left to do: HBase has removed it");
    }

    private static String unknown(ServerView server) {
        if (!server.agent()) {
            return "stock HBase rules only, until its agent reports here: hbase-ha deploy --check";
        }
        return "nothing until there is evidence";
    }

    private static String name(ConfigKey<?> key) {
        return key.name();
    }
}
