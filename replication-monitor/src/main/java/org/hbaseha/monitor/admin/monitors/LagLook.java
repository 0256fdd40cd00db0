package org.hbaseha.monitor.admin.monitors;

import java.util.List;
import org.hbaseha.monitor.lag.report.LagView;

/** A look at the lag by the command itself, where no monitor runs. Used by one thread, then closed. */
public interface LagLook extends AutoCloseable {

    /** By peer; those that could not be looked at are missing. Waits for the first look, some seconds at most. */
    List<LagView> views();

    /** What could not be looked at, a sentence each. */
    List<String> troubles();

    @Override
    void close();
}
