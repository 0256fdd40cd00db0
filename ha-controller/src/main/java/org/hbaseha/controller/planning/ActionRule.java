package org.hbaseha.controller.planning;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.OrderRecord;

/**
 * May we act on a dead server? Pure. The order matters to the reader of the refusal: what an operator switched comes before what protects the
 * cluster, and that before what protects us from our own mistakes. A person is asked last, about what would otherwise be done.
 */
public final class ActionRule {

    private final Duration lease;

    public ActionRule(Duration lease) {
        this.lease = lease;
    }

    /** Empty when we may act. */
    public Optional<Refusal> refusal(Situation situation) {
        if (situation.pause().isPresent()) {
            return refuse(
                    RefusalCode.PAUSED,
                    "by=" + situation.pause().get().by() + " until="
                            + situation.pause().get().until());
        }
        if (situation.maintenance().isPresent()) {
            Situation.Maintenance window = situation.maintenance().get();
            return refuse(
                    RefusalCode.MAINTENANCE,
                    "owner=" + window.owner() + " until=" + window.until() + " window=" + window.id());
        }
        if (!situation.mode().mayAct()) {
            return refuse(RefusalCode.SHADOW_MODE, "");
        }
        return protectCluster(situation).or(() -> doubtOurselves(situation)).or(() -> askPerson(situation));
    }

    /** Whether a person decides in this mode about a server of which there is such evidence. */
    public static boolean asksPerson(Mode mode, EvidenceClass kind) {
        return switch (mode) {
            case SHADOW, AUTOMATIC -> false;
            case MANUAL -> true;
            case SEMI_AUTOMATIC -> kind != EvidenceClass.CONCLUSIVE;
        };
    }

    private static Optional<Refusal> askPerson(Situation situation) {
        if (!asksPerson(situation.mode(), situation.evidenceClass())) {
            return Optional.empty();
        }
        Consent consent = situation.consent();
        if (consent instanceof Consent.Approved) {
            return Optional.empty();
        } else if (consent instanceof Consent.Rejected rejected) {
            return refuse(RefusalCode.REJECTED, said(rejected.order()));
        } else if (consent instanceof Consent.Stale stale) {
            return refuse(RefusalCode.APPROVAL_STALE, said(stale.order()));
        }
        return refuse(
                RefusalCode.AWAITS_APPROVAL,
                "mode=" + situation.mode().word() + " class="
                        + situation.evidenceClass().letter());
    }

    private static String said(OrderRecord order) {
        return "by=" + order.by() + " plan=" + order.plan() + " hash=" + order.hash() + " reason=" + order.reason();
    }

    private static Optional<Refusal> protectCluster(Situation situation) {
        int most = mostExpiries(situation.servers());
        if (situation.othersAlive() == 0) {
            return refuse(RefusalCode.LAST_SERVER, "alive=0");
        }
        if (situation.expiriesInWindow() >= most) {
            return refuse(RefusalCode.RATE_BREAKER, "expiries=" + situation.expiriesInWindow() + " most=" + most);
        }
        return Optional.empty();
    }

    /** Class C rests on fresh questions, all asked after the stream closed; N and P rest on how long we heard nothing, which needs an ear. */
    private Optional<Refusal> doubtOurselves(Situation situation) {
        if (situation.evidenceClass() == EvidenceClass.CONCLUSIVE) {
            return Optional.empty();
        }
        Duration leading = situation.now().since(situation.leadingSince());
        if (leading.compareTo(lease) < 0) {
            return refuse(RefusalCode.NEW_LEADER, "leadingForMs=" + leading.toMillis());
        }
        if (situation.othersHeard() * 2 < situation.others()) {
            return refuse(
                    RefusalCode.OBSERVER_DEAF, "heard=" + situation.othersHeard() + " others=" + situation.others());
        }
        return situation
                .stoodStillUntil()
                .map(until -> situation.now().since(until))
                .filter(awake -> awake.compareTo(lease) < 0)
                .flatMap(awake -> refuse(RefusalCode.OBSERVER_PAUSED, "awakeForMs=" + awake.toMillis()));
    }

    /** The rate breaker's limit for a cluster of {@code servers}: a third of it, at least one. */
    public static int mostExpiries(int servers) {
        return Math.max(1, servers / 3);
    }

    private static Optional<Refusal> refuse(RefusalCode code, String facts) {
        return Optional.of(new Refusal(code, facts));
    }
}
