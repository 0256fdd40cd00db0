package org.hbaseha.health.region;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.hbaseha.time.MonotonicInstant;

/** Asks the server for its load, once a second, in the keeper's thread; the beat thread reads the newest answer. */
final class LoadSampler {

    private final HostServer host;
    private final DoubleSupplier processCpu;
    private final RequestRate rate = new RequestRate();
    private volatile ServerLoad newest = ServerLoad.UNKNOWN;

    LoadSampler(HostServer host, DoubleSupplier processCpu) {
        this.host = host;
        this.processCpu = processCpu;
    }

    void sample(MonotonicInstant now) {
        Map<String, Long> counters = host.requestCounters();
        double cpu = processCpu.getAsDouble();
        newest = new ServerLoad(
                counters.size(),
                rate.sample(counters, now),
                cpu >= 0.0 && cpu <= 1.0 ? cpu : ServerLoad.UNKNOWN.processCpu());
    }

    ServerLoad newest() {
        return newest;
    }

    /** The share of all cores this JVM uses; always -1 on a JVM that does not tell. */
    static DoubleSupplier processCpu() {
        try {
            com.sun.management.OperatingSystemMXBean system =
                    ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
            return system == null ? ServerLoad.UNKNOWN::processCpu : system::getProcessCpuLoad;
        } catch (LinkageError | IllegalArgumentException e) {
            return ServerLoad.UNKNOWN::processCpu;
        }
    }
}
