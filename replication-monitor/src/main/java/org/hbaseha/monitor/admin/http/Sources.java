package org.hbaseha.monitor.admin.http;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hbaseha.monitor.view.MonitorView;

/**
 * Where the answers come from. Called by Jetty's threads, several at a time; must not block.
 *
 * @param findings JSON lines without line ends, as {@link org.hbaseha.monitor.reporting.FindingLine} writes them
 */
public record Sources(
        Supplier<MonitorView> state, Function<FindingQuery, List<String>> findings, Supplier<Readiness> readiness) {}
