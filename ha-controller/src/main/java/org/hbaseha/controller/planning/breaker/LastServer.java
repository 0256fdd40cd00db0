package org.hbaseha.controller.planning.breaker;

import java.util.Optional;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;

/** Never expires a server when no other is alive to take its regions. Holds no state. */
final class LastServer implements Breaker {

    @Override
    public BreakerName name() {
        return BreakerName.LAST_SERVER;
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        return Refused.when(situation.othersAlive() == 0, RefusalCode.LAST_SERVER, "alive=" + situation.othersAlive());
    }

    @Override
    public BreakerState state(Sight sight) {
        // A cluster of one never had more: nothing to be shown as trouble.
        boolean open = sight.alive() <= 1 && sight.size() > 1;
        return new BreakerState(
                name(),
                open,
                sight.alive() + " servers are alive",
                "another live region server",
                "fixed: at least one");
    }
}
