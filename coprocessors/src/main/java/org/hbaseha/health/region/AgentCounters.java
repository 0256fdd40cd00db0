package org.hbaseha.health.region;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.hbaseha.wire.nio.CloseCause;

/** The counters of one agent. Any thread. */
final class AgentCounters {

    private final Map<AgentCounter, LongAdder> counters = new EnumMap<>(AgentCounter.class);
    private final Map<CloseCause.Kind, LongAdder> refused = new EnumMap<>(CloseCause.Kind.class);
    private final Map<CloseCause.Kind, LongAdder> closed = new EnumMap<>(CloseCause.Kind.class);

    AgentCounters() {
        Arrays.stream(AgentCounter.values()).forEach(counter -> counters.put(counter, new LongAdder()));
        for (CloseCause.Kind kind : CloseCause.Kind.values()) {
            refused.put(kind, new LongAdder());
            closed.put(kind, new LongAdder());
        }
    }

    void add(AgentCounter counter) {
        adder(counters, counter).increment();
    }

    /** A dial that did not become a stream. */
    void refused(CloseCause.Kind kind) {
        adder(refused, kind).increment();
    }

    /** A stream that ended. */
    void closed(CloseCause.Kind kind) {
        adder(closed, kind).increment();
    }

    long get(AgentCounter counter) {
        return adder(counters, counter).sum();
    }

    long getRefused(CloseCause.Kind kind) {
        return adder(refused, kind).sum();
    }

    long getClosed(CloseCause.Kind kind) {
        return adder(closed, kind).sum();
    }

    private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K key) {
        LongAdder adder = adders.get(key);
        if (adder == null) {
            throw new IllegalStateException("Every constant has a counter constant=" + key);
        }
        return adder;
    }
}
