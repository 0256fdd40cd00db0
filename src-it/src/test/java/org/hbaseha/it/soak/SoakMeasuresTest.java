package org.hbaseha.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.invariant.Verdict;
import org.hbaseha.it.report.BoundLine;
import org.junit.Test;

public final class SoakMeasuresTest {

    private static final InvariantResult NOTHING_LOST =
            new InvariantResult("acknowledged-writes-lost", Verdict.HOLDS, 1_000, 0, "all found", List.of());

    private static SoakMeasures of(Deeds deeds, long lostServers, InvariantResult invariant) {
        return new SoakMeasures(
                Map.of("freezes", 7L), deeds, 5, lostServers, 2_000, 30, 2_900, List.of(invariant), List.of());
    }

    private static List<String> broken(SoakMeasures measures) {
        return measures.bounds().stream()
                .filter(BoundLine::fails)
                .map(BoundLine::metric)
                .toList();
    }

    @Test
    public void suspicionsAndRefusedVerdictsAreNoMistakes() {
        Deeds deeds = new Deeds(0, 3, 0, 3, 2, List.of());

        assertThat(broken(of(deeds, 0, NOTHING_LOST))).isEmpty();
    }

    @Test
    public void everyActIsAMistake() {
        Deeds deeds = new Deeds(1, 1, 1, 0, 1, List.of());

        assertThat(broken(of(deeds, 1, NOTHING_LOST))).containsExactly("actions", "verdicts-that-act", "servers-lost");
    }

    @Test
    public void aLostWriteOrOneThatCouldNotBeLookedUpIsNotKept() {
        Deeds none = new Deeds(0, 0, 0, 0, 1, List.of());

        assertThat(broken(of(
                        none,
                        0,
                        new InvariantResult(
                                "acknowledged-writes-lost", Verdict.VIOLATED, 10, 1, "missing", List.of()))))
                .containsExactly("acknowledged-writes-lost");
        assertThat(broken(of(
                        none,
                        0,
                        new InvariantResult("acknowledged-writes-lost", Verdict.UNKNOWN, 10, 0, "unread", List.of()))))
                .containsExactly("acknowledged-writes-lost");
    }
}
