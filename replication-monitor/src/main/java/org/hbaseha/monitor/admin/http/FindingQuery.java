package org.hbaseha.monitor.admin.http;

import java.util.Optional;

/**
 * Which findings are wanted.
 *
 * @param table its name on this cluster; empty for all
 * @param peer the replication peer's id; empty for all
 * @param limit at most so many lines, 0 to {@value #MOST}
 */
public record FindingQuery(Optional<String> table, Optional<String> peer, int limit) {

    public static final int MOST = 100_000;

    public FindingQuery {
        if (limit < 0 || limit > MOST) {
            throw new IllegalArgumentException("Not a number of findings limit=" + limit);
        }
    }
}
