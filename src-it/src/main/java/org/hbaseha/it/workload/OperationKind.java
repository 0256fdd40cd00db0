package org.hbaseha.it.workload;

/** What the workload does to a region. */
public enum OperationKind {
    PUT,
    GET
}
