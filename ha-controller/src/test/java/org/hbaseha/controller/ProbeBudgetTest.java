package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public final class ProbeBudgetTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ProbeBudget budget = new ProbeBudget();
    private final Map<ServerName, MonotonicInstant> probed = new HashMap<>();

    private static List<ServerName> servers(int n) {
        return IntStream.range(0, n).mapToObj(i -> server("s" + i, 1)).toList();
    }

    private List<ServerName> take(List<ServerName> due, long now) {
        List<ServerName> taken = budget.take(due, probed, at(now));
        taken.forEach(server -> probed.put(server, at(now)));
        return taken;
    }

    @Test
    public void aFewSuspectsAreAllProbedAsOftenAsTheyAreDue() {
        List<ServerName> due = servers(20);

        for (long now = 0; now < 60_000; now += 100) {
            assertThat(take(due, now)).containsExactlyElementsOf(due);
        }
    }

    @Test
    public void aThousandSuspectsAreProbedInTurnAndNoFasterThanTheBudget() {
        List<ServerName> due = servers(1_000);

        int rounds = 0;
        for (long now = 0; now <= 3_000; now += 20) {
            rounds += take(due, now).size();
        }

        // A burst at first, then what 3 s earn; nobody is probed twice before all were once.
        assertThat(rounds).isBetween(1_020, 1_024);
        assertThat(probed).hasSize(1_000);
    }

    @Test
    public void aRoundIsAsLongAsTheBudgetNeedsForAll() {
        budget.pace(INTERVAL, 10, at(0));
        assertThat(budget.round()).isEqualTo(INTERVAL);

        budget.pace(INTERVAL, 640, at(20));
        assertThat(budget.round()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    public void theRoundThatHasBegunEndsNoEarlierBecauseFewerAreLeft() {
        budget.pace(INTERVAL, 640, at(0));

        budget.pace(INTERVAL, 10, at(500));
        assertThat(budget.round()).isEqualTo(Duration.ofMillis(1500));

        budget.pace(INTERVAL, 10, at(2000));
        assertThat(budget.round()).isEqualTo(INTERVAL);
    }

    @Test
    public void whoWasNeverProbedGoesFirst() {
        List<ServerName> due = servers(100);
        take(due.subList(0, 64), 0);

        assertThat(take(due, 10)).containsExactly(due.get(64), due.get(65), due.get(66));
    }

    @Test
    public void aQuietTimeEarnsNoMoreThanABurst() {
        take(servers(100), 0);

        assertThat(take(servers(1_000), 3_600_000)).hasSize(ProbeBudget.BURST);
    }
}
