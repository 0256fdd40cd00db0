package org.hbaseha.health.region;

import org.hbaseha.health.WorkBeacon;
import org.hbaseha.time.MonotonicInstant;

/** Makes the work beacon of a beat out of what the meters hold at that moment. Called by the beat thread; asks nobody who could wait. */
final class BeaconSource {

    private final PauseMeter pauses;
    private final UnfinishedWrites writes;
    private final LoadSampler load;

    BeaconSource(PauseMeter pauses, UnfinishedWrites writes, LoadSampler load) {
        this.pauses = pauses;
        this.writes = writes;
        this.load = load;
    }

    WorkBeacon take(MonotonicInstant now) {
        ServerLoad newest = load.newest();
        Runtime jvm = Runtime.getRuntime();
        return new WorkBeacon(
                pauses.takeRecent(),
                pauses.longest(now),
                newest.processCpu(),
                jvm.totalMemory() - jvm.freeMemory(),
                jvm.maxMemory(),
                writes.oldest(),
                newest.regions(),
                newest.requestsPerSecond());
    }
}
