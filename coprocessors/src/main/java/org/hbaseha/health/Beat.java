package org.hbaseha.health;

import java.time.Instant;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.time.MonotonicInstant;

/**
 * One heartbeat.
 *
 * @param sequence grows by one with each beat of an incarnation, the same to all controllers
 * @param startCode of the incarnation that sends; differs from the authenticated one only by a bug
 * @param sent the sender's monotonic clock when the beat was made; meaningful to the sender alone, echoed in the acknowledgement
 * @param wallClock the sender's wall clock: shown to people, decides nothing
 * @param livePort TCP port of the sender that no client knows, for probes; 0 when there is none
 */
public record Beat(
        long sequence,
        long startCode,
        MonotonicInstant sent,
        Instant wallClock,
        int livePort,
        WorkBeacon beacon,
        GateReport gate) {}
