package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.nio.StreamWatch.Verdict;
import org.junit.Test;

/** In virtual time: handshake 2 s, stall 3 s, silence 4 s. */
public class StreamWatchTest {

    private static final StreamLimits AGENT =
            new StreamLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), Optional.of(Duration.ofSeconds(4)), 1, 1, 1);
    private static final StreamLimits CONTROLLER =
            new StreamLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), Optional.empty(), 1, 1, 1);

    private final StreamWatch watch = new StreamWatch(AGENT, at(0));

    @Test
    public void handshakeMayTakeTwoSecondsWhateverIsSaidMeanwhile() {
        watch.wrote(50, false, at(1_900));

        assertThat(judge(watch, 1_999)).isEmpty();
        assertThat(watch.deadline()).contains(at(2_000));
        assertThat(judge(watch, 2_000)).contains(Verdict.HANDSHAKE_TIMEOUT);
    }

    @Test
    public void peerThatHasNotProvedItselfIsLookedAtFourTimesAndLeavesWhenOthersWait() {
        assertThat(watch.deadline()).contains(at(500));
        assertThat(watch.judge(at(499), at(499), true)).isEmpty();
        assertThat(watch.judge(at(500), at(500), false)).isEmpty();
        assertThat(watch.deadline()).contains(at(1_000));
        assertThat(watch.judge(at(1_000), at(1_000), true)).contains(Verdict.CROWDED_OUT);
    }

    @Test
    public void nobodyIsCrowdedOutForThePauseOfThisProcess() {
        assertThat(watch.judge(at(500), at(900), true)).isEmpty();

        assertThat(watch.deadline()).contains(at(1_400));
        assertThat(watch.judge(at(1_400), at(1_400), true)).contains(Verdict.CROWDED_OUT);
    }

    @Test
    public void openStreamGivesWayToNobody() {
        watch.opened(at(100));

        assertThat(watch.judge(at(500), at(500), true)).isEmpty();
        assertThat(watch.deadline()).contains(at(4_100));
    }

    @Test
    public void silenceCountsFromTheLastMessage() {
        watch.opened(at(1_000));
        assertThat(watch.deadline()).contains(at(5_000));

        watch.received(at(3_000));

        assertThat(watch.deadline()).contains(at(7_000));
        assertThat(judge(watch, 6_999)).isEmpty();
        assertThat(judge(watch, 7_000)).contains(Verdict.NOTHING_HEARD);
    }

    @Test
    public void controllerKeepsTheStreamOfASilentServerForEver() {
        StreamWatch controller = new StreamWatch(CONTROLLER, at(0));
        controller.opened(at(1));

        assertThat(controller.deadline()).isEmpty();
        assertThat(judge(controller, 1_000_000_000)).isEmpty();
    }

    @Test
    public void waitingBytesCountFromTheFirstThatWaitedOrTheLastThatWereTaken() {
        StreamWatch controller = new StreamWatch(CONTROLLER, at(0));
        controller.opened(at(1));

        controller.wrote(10, true, at(1_000));
        controller.wrote(0, true, at(2_000));
        assertThat(controller.deadline()).contains(at(4_000));
        controller.wrote(1, true, at(3_000));
        assertThat(controller.deadline()).contains(at(6_000));
        assertThat(judge(controller, 6_000)).contains(Verdict.NOTHING_TAKEN);
        controller.wrote(10, false, at(5_000));

        assertThat(controller.deadline()).isEmpty();
        assertThat(judge(controller, 6_000)).isEmpty();
    }

    @Test
    public void processThatStoodStillItselfGivesThePeerItsTimeOnceMore() {
        watch.opened(at(0));
        watch.wrote(0, true, at(0));

        assertThat(watch.judge(at(3_000), at(60_000), false)).isEmpty();

        assertThat(watch.deadline()).contains(at(63_000));
        assertThat(judge(watch, 63_000)).contains(Verdict.NOTHING_TAKEN);
    }

    @Test
    public void lateSchedulerIsNoExcuse() {
        watch.opened(at(0));

        assertThat(watch.judge(at(4_000), at(5_400), false)).contains(Verdict.NOTHING_HEARD);
    }

    private static Optional<Verdict> judge(StreamWatch watch, long millis) {
        return watch.judge(at(millis), at(millis), false);
    }

    /** The origin lies where the clock's number wraps around soon. */
    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(Long.MAX_VALUE - 1_000_000).plus(Duration.ofMillis(millis));
    }
}
