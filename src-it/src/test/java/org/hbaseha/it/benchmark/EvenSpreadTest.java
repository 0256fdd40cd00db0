package org.hbaseha.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

/** Spreading regions with as few moves as possible. */
public class EvenSpreadTest {

    private static final ServerName A = ServerName.valueOf("a", 1, 1);
    private static final ServerName B = ServerName.valueOf("b", 1, 1);
    private static final ServerName C = ServerName.valueOf("c", 1, 1);
    private static final ServerName DEAD = ServerName.valueOf("c", 1, 0);

    @Test
    public void leavesAnEvenSpreadAlone() {
        assertThat(EvenSpread.plan(Map.of(0, A, 1, B, 2, C), List.of(A, B, C))).isEmpty();
        assertThat(EvenSpread.plan(Map.of(0, A, 1, B, 2, C, 3, B), List.of(A, B, C)))
                .isEmpty();
    }

    @Test
    public void fillsAServerThatCameBackEmptyWithoutOtherMoves() {
        Map<Integer, ServerName> placement = new HashMap<>();
        for (int region = 0; region < 30; region++) {
            placement.put(region, region < 15 ? A : B);
        }

        List<EvenSpread.Move> plan = EvenSpread.plan(placement, List.of(A, B, C));

        assertThat(plan).hasSize(10).allSatisfy(move -> assertThat(move.to()).isEqualTo(C));
        assertThat(counts(placement, plan)).isEqualTo(Map.of(A, 10L, B, 10L, C, 10L));
    }

    @Test
    public void movesRegionsOffAServerThatIsNotLive() {
        Map<Integer, ServerName> placement = Map.of(0, A, 1, B, 2, DEAD);

        assertThat(EvenSpread.plan(placement, List.of(A, B, C))).containsExactly(new EvenSpread.Move(2, C));
    }

    @Test
    public void differsByOneWhereTheNumberDoesNotDivide() {
        Map<Integer, ServerName> placement = new HashMap<>();
        for (int region = 0; region < 11; region++) {
            placement.put(region, A);
        }

        assertThat(counts(placement, EvenSpread.plan(placement, List.of(A, B, C)))
                        .values())
                .containsExactlyInAnyOrder(4L, 4L, 3L);
    }

    private static Map<ServerName, Long> counts(Map<Integer, ServerName> placement, List<EvenSpread.Move> plan) {
        Map<Integer, ServerName> after = new TreeMap<>(placement);
        plan.forEach(move -> after.put(move.region(), move.to()));
        return after.values().stream().collect(Collectors.groupingBy(server -> server, Collectors.counting()));
    }
}
