package org.hbaseha.health.region;

/**
 * What is too costly to ask for each beat.
 *
 * @param regions online
 * @param requestsPerSecond over the last second
 * @param processCpu 0 to 1; negative when not known
 */
record ServerLoad(int regions, double requestsPerSecond, double processCpu) {

    static final ServerLoad UNKNOWN = new ServerLoad(0, 0.0, -1.0);
}
