package org.hbaseha.controller.rim;

import org.slf4j.Logger;

/**
 * Says of trouble that lasts when it begins, when its cause changes and when it is over; not each second. Used by one poller at a time; {@link #current} by any thread.
 */
public final class TroubleLog {

    private final Logger log;
    private final String what;
    private volatile String current = "";

    /** {@code what} completes the sentences "… works again" and "… does not work". */
    public TroubleLog(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    public void over() {
        if (!current.isEmpty()) {
            current = "";
            log.info("{} works again", what);
        }
    }

    /** The causes of two calls are the same when class and message of the innermost exception are. */
    public void seen(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        seen(root.toString());
        log.debug("{}: the whole trouble", what, trouble);
    }

    public void seen(String cause) {
        if (!current.equals(cause)) {
            current = cause;
            log.warn("{} does not work: {}", what, cause);
        }
    }

    /** The cause of the trouble that lasts; empty when there is none. */
    public String current() {
        return current;
    }
}
