package org.hbaseha.it.cluster;

import java.io.IOException;

/** A process of a site did not come up. The message names it, says where its log is and shows how that ends. */
public final class StartFailure extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_LINES = 20;

    StartFailure(String reason) {
        super(reason);
    }

    StartFailure(String reason, LocalProcess process) {
        super(reason + ": process=" + process.name() + " log=" + process.log() + "\n    "
                + String.join("\n    ", process.logTail(SHOWN_LINES)));
    }

    StartFailure(String reason, LocalProcess process, Throwable cause) {
        this(reason, process);
        initCause(cause);
    }
}
