package org.hbaseha.monitor.admin;

import org.hbaseha.monitor.sweep.Comparison;
import org.hbaseha.monitor.sweep.SweepProgress;
import org.hbaseha.outcome.ExitCode;

/** A verification that has ended. */
record Verified(Comparison.Result result, SweepProgress progress) {

    /** What it says of the table. */
    ExitCode exitCode() {
        return result.rows().isEmpty() ? ofTheRest() : ExitCode.UNHEALTHY;
    }

    /** The same, but for the rows that differ: somebody mends them. */
    ExitCode ofTheRest() {
        if (!result.sweep().complete()) {
            return ExitCode.UNHEALTHY;
        }
        if (!result.sweep().unswept().isEmpty()) {
            return ExitCode.ERROR;
        }
        return result.inFlight().isEmpty() && result.notFollowed() == 0 ? ExitCode.OK : ExitCode.TIMEOUT;
    }
}
