package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.server;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public class WitnessRingTest {

    private static final ServerName A = server("a", 1);
    private static final ServerName B = server("b", 1);
    private static final ServerName C = server("c", 1);
    private static final ServerName D = server("d", 1);
    private static final ServerName E = server("e", 1);

    @Test
    public void asksTheNextOnesInNameOrder() {
        assertThat(WitnessRing.choose(B, List.of(E, C, A, D), 3)).containsExactly(C, D, E);
    }

    @Test
    public void goesRoundTheRing() {
        assertThat(WitnessRing.choose(D, List.of(A, B, C, E), 3)).containsExactly(E, A, B);
    }

    @Test
    public void neverAsksTheSuspectOrAnotherIncarnationOnItsAddress() {
        assertThat(WitnessRing.choose(B, List.of(A, B, server("b", 2), C), 3)).containsExactly(C, A);
    }

    @Test
    public void asksFewerWhenThereAreFewer() {
        assertThat(WitnessRing.choose(A, List.of(B), 3)).containsExactly(B);
        assertThat(WitnessRing.choose(A, List.of(), 3)).isEmpty();
    }

    @Test
    public void nobodyIsEverybodysWitness() {
        List<ServerName> all =
                IntStream.range(0, 9).mapToObj(i -> server("s" + i, 1)).toList();

        Map<ServerName, Long> asked = all.stream()
                .flatMap(suspect -> WitnessRing.choose(suspect, all, 3).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(asked).hasSize(9).allSatisfy((server, times) -> assertThat(times)
                .isEqualTo(3));
    }
}
