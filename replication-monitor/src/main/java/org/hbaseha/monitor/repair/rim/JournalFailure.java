package org.hbaseha.monitor.repair.rim;

import java.io.IOException;

/** A line of the journal may not be on disk: nothing may be changed any more. */
public final class JournalFailure extends IOException {

    private static final long serialVersionUID = 1L;

    JournalFailure(IOException cause) {
        super("The journal cannot be written, so nothing more was changed: " + cause.getMessage(), cause);
    }
}
