package org.hbaseha.controller.lease;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.Test;

/**
 * An explicit-state search over the real gates, the real seats, the real planner and the real judgement: every schedule of {@link #DEPTH} events
 * from each {@link Start}, and seeded longer ones. In none of them may a server be open once its successor may open; after each, whoever lives
 * serves, and whoever died or was expired is over. That each rule is needed, and its absence found, is held too.
 */
public class GateScheduleTest {

    private static final int DEPTH = Integer.getInteger("ha.gate.depth", 4);
    private static final long SEEDS = Long.getLong("ha.gate.seeds", 4_000);
    /** The first that shows the flaw ends the search. */
    private static final long FLAWED_SEEDS = 10 * SEEDS;

    private static final int LONG = 60;

    private static final List<Start> STARTS = List.of(Start.values());

    /** Settling takes longer than the schedule; of the short ones each twentieth is enough. */
    private static final int SETTLE_EACH = 20;

    private static void shortSchedule(Flaw flaw, Start start, boolean settles, Choices choices, boolean traced) {
        GateWorld world = start.world(flaw, traced);
        GateEvents events = GateEvents.coarse(world, start);
        int depth = DEPTH - start.head();
        for (int i = 1; i <= depth; i++) {
            events.next(choices, i == depth);
        }
        if (settles) {
            new Settling(world, true).run();
        }
    }

    private static long everySchedule(Start start) {
        Choices.Exhaustive choices = new Choices.Exhaustive();
        long schedules = 0;
        do {
            boolean settles = schedules % SETTLE_EACH == 0;
            try {
                shortSchedule(Flaw.NONE, start, settles, choices, false);
            } catch (AssertionError e) {
                shortSchedule(Flaw.NONE, start, settles, Choices.of(choices.taken()), true);
                throw e;
            }
            schedules++;
        } while (choices.again());
        return schedules;
    }

    private static void longSchedule(Flaw flaw, long seed, boolean traced) {
        Choices choices = Choices.random(seed);
        Start start = STARTS.get(choices.next(STARTS.size()));
        GateWorld world = start.world(flaw, traced);
        GateEvents events = GateEvents.fine(world, start, 1 + choices.next(12));
        for (int i = 1; i <= LONG; i++) {
            events.next(choices, i == LONG);
        }
        new Settling(world, choices.next(4) > 0).run();
    }

    private static void seeded(Flaw flaw, long seeds) {
        for (long seed = 0; seed < seeds; seed++) {
            try {
                longSchedule(flaw, seed, false);
            } catch (AssertionError e) {
                longSchedule(flaw, seed, true);
                throw e;
            }
        }
    }

    @Test
    public void noShortScheduleLetsTwoServersServe() {
        long schedules = 0;
        for (Start start : STARTS) {
            schedules += everySchedule(start);
        }
        System.out.println("Gate: every schedule of " + DEPTH + " events: " + schedules);
    }

    @Test
    public void noLongScheduleLetsTwoServersServe() {
        seeded(Flaw.NONE, SEEDS);
    }

    @Test
    public void eachRuleThatIsLeftOutIsMissed() {
        for (Flaw flaw : Flaw.values()) {
            // That one takes more turns than chance finds: see GateStoryTest.
            if (flaw != Flaw.NONE && flaw != Flaw.REUSES_VERSION) {
                assertThatThrownBy(() -> seeded(flaw, FLAWED_SEEDS))
                        .as(flaw.name())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining(flaw.isUnsafe() ? "two servers may serve" : "Not settled");
            }
        }
    }
}
