package org.hbaseha.health.region;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.Abortable;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.Stoppable;
import org.apache.hadoop.hbase.coprocessor.RegionServerCoprocessorEnvironment;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.apache.hadoop.hbase.regionserver.Region;
import org.hbaseha.health.GoodbyeReason;

/**
 * The region server behind a coprocessor environment. That what {@code getOnlineRegions} returns is the server itself is known from the
 * source, not promised: where it is not, an abort is seen as a stop. {@link Abortable} is private to HBase and used here alone, because
 * nothing else tells an abort from a stop: HBase calls {@code preStopRegionServer} for both.
 */
final class CoprocessorServer implements HostServer {

    private final RegionServerCoprocessorEnvironment environment;
    private final OnlineRegions server;

    CoprocessorServer(RegionServerCoprocessorEnvironment environment) {
        this.environment = environment;
        this.server = environment.getOnlineRegions();
    }

    @Override
    public ServerName name() {
        return environment.getServerName();
    }

    @Override
    public Optional<GoodbyeReason> ending() {
        if (server instanceof Abortable abortable && abortable.isAborted()) {
            return Optional.of(GoodbyeReason.ABORT);
        }
        if (server instanceof Stoppable stoppable && stoppable.isStopped()) {
            return Optional.of(GoodbyeReason.STOP);
        }
        return Optional.empty();
    }

    @Override
    public Map<String, Long> requestCounters() {
        Map<String, Long> counters = new HashMap<>();
        for (Region region : server.getRegions()) {
            counters.put(
                    region.getRegionInfo().getEncodedName(),
                    region.getReadRequestsCount() + region.getWriteRequestsCount());
        }
        return counters;
    }

    @Override
    public Optional<String> unguarded() {
        return ServerGate.of(server).guarded().firstWithout(server);
    }
}
