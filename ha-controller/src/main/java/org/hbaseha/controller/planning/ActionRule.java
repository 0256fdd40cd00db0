package org.hbaseha.controller.planning;

import java.util.Optional;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.breaker.BreakerPanel;

/**
 * May we act on a dead server? Pure. The order matters to the reader of the refusal: what an operator switched comes before the breakers, and
 * among these what protects the cluster before what protects it from our own mistakes.
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
        return switch (situation.mode()) {
            case SHADOW -> refuse(RefusalCode.SHADOW_MODE, "");
            case AUTOMATIC -> withoutLease(situation).or(() -> breakers.refusal(situation));
        };
    }

    /** Silence counts only against a server that closes its gate by itself. */
    private static Optional<Refusal> withoutLease(Situation situation) {
        return situation.evidenceClass() == EvidenceClass.CONCLUSIVE || situation.leased()
                ? Optional.empty()
                : refuse(RefusalCode.NOT_LEASED, "");
    }

    private static Optional<Refusal> refuse(RefusalCode code, String facts) {
        return Optional.of(new Refusal(code, facts));
    }
}
