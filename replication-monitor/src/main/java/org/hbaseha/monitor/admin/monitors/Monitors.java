package org.hbaseha.monitor.admin.monitors;

import java.util.List;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.admin.http.FindingQuery;
import org.hbaseha.monitor.view.MonitorView;

/** Asks monitors over HTTP, all at once, and waits for each no longer than a bound. Replies come in the order of the question. */
public interface Monitors {

    List<Reply<MonitorView>> states(List<MonitorAddress> monitors);

    /** JSON lines, each without its line end. */
    List<Reply<List<String>>> findings(List<MonitorAddress> monitors, FindingQuery query);
}
