package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is not left to the seed.
 *
 * @param servers how many there are at the start; empty where the seed decides
 * @param first the faults that come first, so far {@code apart}
 * @param alone none comes after them
 */
record Script(OptionalInt servers, List<Faults.Kind> first, Duration apart, boolean alone) {

    static final Script NONE = new Script(OptionalInt.empty(), List.of(), Duration.ZERO, false);

    /** After which the cluster is calm again, so that the next fault's bounds are due, too. */
    private static final Duration CALM = Duration.ofSeconds(8);

    static Script of(int servers, Faults.Kind... first) {
        return new Script(OptionalInt.of(servers), List.of(first), CALM, false);
    }

    Script apart(Duration time) {
        return new Script(servers, first, time, alone);
    }

    Script andNoMore() {
        return new Script(servers, first, apart, true);
    }
}
