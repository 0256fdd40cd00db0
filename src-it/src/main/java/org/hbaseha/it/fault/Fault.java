package org.hbaseha.it.fault;

import java.util.Locale;

/** One injected failure, by the name it has in reports. */
public enum Fault {
    /** The process is gone at once: kill -9. */
    CRASH,
    /** The process stands still, the kernel goes on accepting for it: SIGSTOP. */
    FREEZE,
    /** Nobody gets bytes to or from the server's port; what the server itself connects to works. */
    INBOUND_CUT;

    /** The name in reports, with dashes: {@code inbound-cut}. */
    public String reportName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
