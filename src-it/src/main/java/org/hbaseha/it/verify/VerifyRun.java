package org.hbaseha.it.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.verify.checker.CheckerProcess;
import org.hbaseha.it.verify.checker.CheckerProcess.Checked;

/**
 * What the phases of a run share.
 *
 * @param pair two sites with the table, equal at first
 * @param checker runs the tools
 * @param measures takes what is found
 * @param saving is called after every step
 */
record VerifyRun(
        VerifyPlan plan,
        VerifyPair pair,
        CheckerProcess checker,
        VerifyMeasures measures,
        Progress progress,
        Saving saving) {

    /** What {@code replication verify} assumes where it is not told: edits that are older have been applied on the peer. */
    static final Duration SETTLE = Duration.ofSeconds(10);

    /** Keeps what there is so far. */
    @FunctionalInterface
    interface Saving {
        void save() throws IOException;
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    /** Behind a line of progress. */
    static String remarks(Checked checked) {
        return checked.remarks().stream().map(remark -> "; " + remark).collect(Collectors.joining());
    }
}
