package org.hbaseha.health.region;

import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.nio.Streams;

/** What one agent is given from outside; in tests, fakes. */
record AgentParts(
        HostServer host,
        UnfinishedWrites writes,
        Departure departure,
        Streams streams,
        AgentCounters counters,
        MonotonicClock clock) {}
