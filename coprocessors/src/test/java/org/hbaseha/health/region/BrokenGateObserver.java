package org.hbaseha.health.region;

import java.util.Optional;
import org.apache.hadoop.hbase.coprocessor.EndpointObserver;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.hbaseha.time.MonotonicInstant;

/** The hooks of the gate, with a gate that throws each time it is asked. */
public final class BrokenGateObserver implements RegionCoprocessor {

    static final ServerGate GATE = new ServerGate(
            () -> {
                throw new NoSuchMethodError("planted");
            },
            new MonotonicInstant(0));

    private final LeaseGateObserver hooks = new LeaseGateObserver(GATE);

    @Override
    public Optional<RegionObserver> getRegionObserver() {
        return hooks.getRegionObserver();
    }

    @Override
    public Optional<EndpointObserver> getEndpointObserver() {
        return hooks.getEndpointObserver();
    }
}
