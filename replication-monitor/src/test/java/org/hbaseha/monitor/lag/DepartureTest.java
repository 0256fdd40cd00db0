package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.monitor.lag.Observation.CrashState;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public final class DepartureTest {

    private final Departure departure = new Departure(Duration.ofMinutes(3));

    private static MonotonicInstant at(long second) {
        return new MonotonicInstant(0).plus(Duration.ofSeconds(second));
    }

    private void diedAndWasSplit() {
        departure.missing(at(10));
        departure.procedures(Optional.of(CrashState.RUNNING), at(11));
        departure.procedures(Optional.of(CrashState.ENDED), at(20));
    }

    @Test
    public void isCompleteAfterTwoWholeListingsBegunAfterTheProcedure() {
        diedAndWasSplit();

        departure.listed(false, true, at(20));
        assertThat(departure.isComplete()).isFalse();
        departure.listed(false, true, at(21));
        assertThat(departure.isComplete()).isTrue();
    }

    @Test
    public void listingsBegunBeforeTheProcedureEndedDoNotCount() {
        diedAndWasSplit();

        departure.listed(false, true, at(18));
        departure.listed(false, true, at(19));
        departure.listed(false, true, at(20));

        assertThat(departure.isComplete()).isFalse();
    }

    @Test
    public void listingsWithAMoveInTheMiddleDoNotCount() {
        diedAndWasSplit();

        departure.listed(false, false, at(21));
        departure.listed(false, true, at(22));
        departure.listed(false, false, at(23));

        assertThat(departure.isComplete()).isFalse();
    }

    @Test
    public void aQueueSeenInBetweenBeginsItAnew() {
        diedAndWasSplit();

        departure.listed(false, true, at(21));
        departure.listed(true, true, at(22));
        departure.listed(false, true, at(23));
        assertThat(departure.isComplete()).isFalse();

        departure.listed(false, true, at(24));
        assertThat(departure.isComplete()).isTrue();
    }

    @Test
    public void aProcedureNobodyKnowsCountsAsEndedOnlyAfterALongTime() {
        departure.missing(at(10));
        departure.procedures(Optional.empty(), at(100));
        departure.listed(false, true, at(101));
        departure.listed(false, true, at(102));
        assertThat(departure.isComplete()).isFalse();

        departure.procedures(Optional.empty(), at(191));
        departure.listed(false, true, at(192));
        departure.listed(false, true, at(193));
        assertThat(departure.isComplete()).isTrue();
    }

    @Test
    public void aServerThatIsListedAgainWasNotDead() {
        diedAndWasSplit();
        departure.listed(false, true, at(21));

        departure.alive();
        departure.listed(false, true, at(22));
        departure.listed(false, true, at(23));

        assertThat(departure.isComplete()).isFalse();
        assertThat(departure.isCrashEnded()).isFalse();
    }
}
