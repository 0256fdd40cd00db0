package org.hbaseha.it.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.invariant.Histories.at;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hbaseha.it.workload.Outcome;
import org.junit.Test;

/** A region is back when it can be written and read, and did not fail again. */
public class RegionOutageTest {

    @Test
    public void endsWithTheLaterOfTheFirstPutAndTheFirstGet() {
        Histories run = new Histories()
                .put(4, 1, 90, 95, Outcome.OK)
                .put(4, 2, 110, 610, Outcome.INDETERMINATE)
                .get(4, 1, 120, 130, Outcome.FAIL)
                .get(4, 1, 700, 710, Outcome.OK)
                .put(4, 3, 800, 850, Outcome.OK)
                .put(4, 4, 900, 950, Outcome.OK);

        List<RegionOutage> outages = RegionOutage.since(at(100), run.history());

        assertThat(outages).containsExactly(new RegionOutage(4, 2, Optional.of(Duration.ofMillis(750))));
    }

    @Test
    public void aSuccessBeforeTheLastFailureDoesNotEndIt() {
        Histories run = new Histories()
                .put(0, 1, 110, 120, Outcome.FAIL)
                .put(0, 2, 200, 210, Outcome.OK)
                .put(0, 3, 300, 310, Outcome.FAIL)
                .put(0, 4, 400, 420, Outcome.OK)
                .get(0, 4, 430, 440, Outcome.OK);

        assertThat(RegionOutage.since(at(100), run.history()).get(0).back()).contains(Duration.ofMillis(320));
    }

    @Test
    public void isOpenAsLongAsReadsFail() {
        Histories run = new Histories()
                .put(0, 1, 110, 120, Outcome.FAIL)
                .put(0, 2, 200, 210, Outcome.OK)
                .get(0, 0, 110, 120, Outcome.FAIL);

        assertThat(RegionOutage.since(at(100), run.history()).get(0).back()).isEmpty();
    }

    @Test
    public void isNothingWhereNothingFailed() {
        Histories run = new Histories()
                .put(0, 1, 0, 50, Outcome.FAIL)
                .put(0, 2, 110, 120, Outcome.OK)
                .get(0, 2, 130, 140, Outcome.OK);

        assertThat(RegionOutage.since(at(100), run.history()))
                .containsExactly(new RegionOutage(0, 0, Optional.of(Duration.ZERO)));
    }

    @Test
    public void countsACallThatTheFaultCutOff() {
        Histories run = new Histories()
                .put(0, 1, 90, 590, Outcome.INDETERMINATE)
                .put(0, 2, 600, 610, Outcome.OK)
                .get(0, 2, 600, 605, Outcome.OK);

        assertThat(RegionOutage.since(at(100), run.history()).get(0))
                .isEqualTo(new RegionOutage(0, 1, Optional.of(Duration.ofMillis(510))));
    }
}
