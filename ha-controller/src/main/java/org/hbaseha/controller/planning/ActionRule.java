package org.hbaseha.controller.planning;

import java.util.Optional;
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
            case AUTOMATIC -> breakers.refusal(situation);
        };
    }

    private static Optional<Refusal> refuse(RefusalCode code, String facts) {
        return Optional.of(new Refusal(code, facts));
    }
}
