package org.hbaseha.controller.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened, for the reader of a failure: faults, verdicts, steps. The last lines only. */
final class Trace {

    private static final int KEPT = 400;

    private final VirtualTime time;
    private final Deque<String> lines = new ArrayDeque<>();

    Trace(VirtualTime time) {
        this.time = time;
    }

    void add(String who, String what) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(String.format("%9.3f  %-6s %s", time.now().toNanos() / 1e9, who, what));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
