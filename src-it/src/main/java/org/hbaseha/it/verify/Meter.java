package org.hbaseha.it.verify;

import java.io.IOException;
import java.time.Duration;
import org.hbaseha.it.verify.checker.CheckKind;
import org.hbaseha.it.verify.checker.CheckerProcess;
import org.hbaseha.it.verify.checker.CheckerProcess.Checked;

/** Asks for checks and measures what they cost, all kinds in the same way. One thread. */
final class Meter {

    private final VerifyPair pair;
    private final CheckerProcess checker;
    private final double idlePercent;

    /** {@code idlePercent}: of one core, what the servers use while nobody asks. */
    Meter(VerifyPair pair, CheckerProcess checker, double idlePercent) {
        this.pair = pair;
        this.checker = checker;
        this.idlePercent = idlePercent;
    }

    /**
     * What came of some checks of one kind.
     *
     * @param cost the mean of them
     * @param last what the last of them found
     */
    record Measured(Cost cost, Checked last) {}

    /** One after the other, so many times. */
    Measured measure(CheckKind kind, int times) throws IOException {
        ProcessorTimes before = pair.processorTimes(checker);
        long begun = System.nanoTime();
        Checked checked = checker.ask(kind);
        Duration wall = checked.wall();
        long bytes = checked.bytesBetweenSites();
        for (int i = 1; i < times; i++) {
            checked = checker.ask(kind);
            wall = wall.plus(checked.wall());
            bytes += checked.bytesBetweenSites();
        }
        Duration all = Duration.ofNanos(System.nanoTime() - begun);
        ProcessorTimes used = pair.processorTimes(checker).since(before).withoutIdle(idlePercent, all);
        Cost cost = new Cost(wall, used.servers(), used.client(), bytes);
        return new Measured(cost.dividedBy(times), checked);
    }
}
