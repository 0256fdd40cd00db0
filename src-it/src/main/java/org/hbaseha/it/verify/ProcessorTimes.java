package org.hbaseha.it.verify;

import java.time.Duration;

/** Processor time since some moment, of the servers of both sites together and of the checker. */
record ProcessorTimes(Duration servers, Duration client) {

    ProcessorTimes since(ProcessorTimes before) {
        return new ProcessorTimes(servers.minus(before.servers), client.minus(before.client));
    }

    /** Without what the servers use in so long a time while nobody asks for anything. {@code idlePercent}: of one core. */
    ProcessorTimes withoutIdle(double idlePercent, Duration time) {
        long nanos = servers.toNanos() - Math.round(time.toNanos() * idlePercent / 100);
        return new ProcessorTimes(Duration.ofNanos(Math.max(0, nanos)), client);
    }
}
