package org.hbaseha.controller.planning.breaker;

import java.util.Optional;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;

/** Short forms of a breaker's answer. */
final class Refused {

    private Refused() {}

    static Optional<Refusal> when(boolean held, RefusalCode code, String facts) {
        return held ? Optional.of(new Refusal(code, facts)) : Optional.empty();
    }
}
