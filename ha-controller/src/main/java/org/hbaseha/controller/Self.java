package org.hbaseha.controller;

import java.time.Duration;
import java.time.InstantSource;
import org.hbaseha.time.MonotonicClock;

/** Who one controller is, for its parts: its settings, the id of this start of it, and the clocks it goes by. */
record Self(ControllerConfig config, String id, MonotonicClock clock, InstantSource wall) {

    /** How long a start waits for ZooKeeper, and for HBase. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Of what is installed. */
    static String version() {
        String version = Self.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
