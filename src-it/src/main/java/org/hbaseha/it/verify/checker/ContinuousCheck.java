package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.time.Duration;

/** A check of what was written since a mark. One thread. */
interface ContinuousCheck {

    /** What was written before is known to be equal. */
    void mark() throws IOException, InterruptedException;

    /** Compares what was written since the mark, which stays where it is. */
    CheckResult check(Duration settle) throws IOException, InterruptedException;
}
