package org.hbaseha.health.region;

import java.util.function.Consumer;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.nio.Streams;

/**
 * What one agent is given from outside; in tests, fakes.
 *
 * @param access who may write our znodes
 * @param halt ends the region server at once; told why
 */
record AgentParts(
        HostServer host,
        ServerHooks hooks,
        Departure departure,
        Streams streams,
        ZnodeAcl access,
        Consumer<String> halt,
        AgentCounters counters,
        MonotonicClock clock) {}
