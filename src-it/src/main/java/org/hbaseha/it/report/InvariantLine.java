package org.hbaseha.it.report;

import org.hbaseha.it.invariant.InvariantResult;

/** One line of {@code invariants}. */
public record InvariantLine(String name, String verdict, long checked, long violations) {

    public static InvariantLine of(InvariantResult result) {
        return new InvariantLine(result.name(), result.verdict().name(), result.checked(), result.violations());
    }
}
