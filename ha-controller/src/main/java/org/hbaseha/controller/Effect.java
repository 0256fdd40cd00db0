package org.hbaseha.controller;

import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.planning.HookPhase;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.fencing.Epoch;

/** What {@link ControllerCore} wants done. The control loop does it and reports what came of it as an observation. */
sealed interface Effect {

    /** Try to connect to the server, from here and from these witnesses. */
    record Probe(ServerName server, List<ServerName> witnesses) implements Effect {}

    /** Begin, or end, to watch how HBase recovers this server's regions. */
    record Follow(ServerName server, boolean on) implements Effect {}

    record Take(Step step) implements Effect {}

    /** Run an operator's hook. */
    record RunHook(HookPhase phase, IncidentView incident) implements Effect {}

    /** Remove an operator's record that has done its work; only the newest leader may. */
    record Remove(Spent kind, String id, Epoch epoch) implements Effect {}

    /** Which records operators write and leaders remove. */
    enum Spent {
        ORDER,
        MAINTENANCE
    }

    /** Let another controller lead, where there is one. */
    record StandBack() implements Effect {}

    /** The one source of log line, metric and journal line. */
    record Note(AuditEntry entry) implements Effect {}

    /** It happened once more, as already written: count it. */
    record Recur(AuditEntry entry) implements Effect {}
}
