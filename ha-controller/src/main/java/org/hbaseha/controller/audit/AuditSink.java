package org.hbaseha.controller.audit;

/** Takes audit entries from the loop. Never blocks and never throws: a full disk must not stop the controller; it is counted and shown. */
@FunctionalInterface
public interface AuditSink {

    void record(AuditEntry entry);
}
