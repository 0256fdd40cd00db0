package org.hbaseha.controller.planning;

import java.util.Optional;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.breaker.BreakerPanel;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.OrderRecord;

/**
 * May we act on a dead server? Pure. The order matters to the reader of the refusal: what an operator switched comes before the breakers, and
 * among these what protects the cluster before what protects it from our own mistakes. A person is asked last, about what would otherwise be done.
 */
public final class ActionRule {

    private final BreakerPanel breakers;

    public ActionRule(BreakerPanel breakers) {
        this.breakers = breakers;
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
        return withoutLease(situation).or(() -> breakers.refusal(situation)).or(() -> askPerson(situation));
    }

    /** Silence counts only against a server that closes its gate by itself, unless a person decides: in manual mode no gate is armed. */
    private static Optional<Refusal> withoutLease(Situation situation) {
        boolean counts = situation.evidenceClass() == EvidenceClass.CONCLUSIVE
                || situation.mode() == Mode.MANUAL
                || situation.leased();
        return counts ? Optional.empty() : refuse(RefusalCode.NOT_LEASED, "");
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

    private static Optional<Refusal> refuse(RefusalCode code, String facts) {
        return Optional.of(new Refusal(code, facts));
    }
}
