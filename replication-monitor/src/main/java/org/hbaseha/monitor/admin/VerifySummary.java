package org.hbaseha.monitor.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hbaseha.monitor.reporting.TableReport;
import org.hbaseha.monitor.sweep.Comparison;
import org.hbaseha.monitor.sweep.SweepProgress;
import org.hbaseha.outcome.ExitCode;

/** The last line of {@code verify --json}: how it ended, for programs. */
record VerifySummary(TableReport report, SweepProgress progress, Comparison.Result result, ExitCode end) {

    String toJson() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("table", report.table()).put("peer", report.peer());
        line.put("proved", result.isProved()).put("exitCode", end.number());
        line.put("rowsRead", progress.rows()).put("bytesRead", progress.bytes());
        line.put("ranges", progress.ranges())
                .put("unswept", result.sweep().unswept().size());
        line.put("differentRows", result.rows().size())
                .put("inFlightRows", result.inFlight().size());
        line.put("complete", result.sweep().complete());
        ArrayNode notProved = line.putArray("notCompared");
        report.leftOut().forEach(notProved::add);
        return line.toString();
    }
}
