package org.hbaseha.it.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hbaseha.it.verify.content.TableContent;

/**
 * What a benchmark runs, in order. Pure.
 *
 * @param rounds every tool is measured so often, in an order that is another one each time
 * @param shippedRounds in so many of them VerifyReplication as shipped, which takes minutes; 0 leaves it out
 * @param ofEachKind so many differences are put in of each kind
 * @param load how long tools are run while the table is written to; zero leaves it out
 * @param seed of the order, of what is changed, and of the differences
 */
record VerifyPlan(TableContent content, int rounds, int shippedRounds, int ofEachKind, Duration load, long seed) {

    /** Fewer rows say nothing about ratios: what a tool does once for a table weighs too much. */
    static final int ROWS_OF_PROMISES = 1_000_000;

    /** The tools of round {@code number}, from 0, in their order. */
    List<Tool> round(int number) {
        List<Tool> tools = new ArrayList<>(Tool.measured());
        if (number >= shippedRounds) {
            tools.remove(Tool.VERIFY_SHIPPED);
        }
        SplittableRandom random = new SplittableRandom(seed + number);
        for (int last = tools.size() - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            Tool moved = tools.set(last, tools.get(other));
            tools.set(other, moved);
        }
        return List.copyOf(tools);
    }

    /** Whether the table is large enough for what is promised of costs. */
    boolean isLarge() {
        return content.rows() >= ROWS_OF_PROMISES;
    }
}
