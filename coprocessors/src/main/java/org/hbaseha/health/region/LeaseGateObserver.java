package org.hbaseha.health.region;

import com.google.protobuf.Message;
import com.google.protobuf.Service;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.NotServingRegionException;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.CheckAndMutateResult;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.coprocessor.EndpointObserver;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.apache.hadoop.hbase.regionserver.InternalScanner;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;

/**
 * Asks the server's lease gate before each request to a region of a user table, and refuses it when the gate is closed. Loaded by
 * {@code hbase.coprocessor.user.region.classes}; called by request threads. A refusal is HBase's own {@link NotServingRegionException}:
 * clients know it, look for the region anew and try again. An error of ours is counted and the request served.
 *
 * <p>The hooks are all ways a request reads or writes (HBase 2.6.1, {@code RSRpcServices}, {@code HRegion}): an append or increment that is
 * repeated is answered by a read without a hook of its own, but {@code preBatchMutate} still comes after it; a condition that fails is a read
 * and no batch follows; an endpoint opens scanners past {@code preScannerOpen}.
 */
public final class LeaseGateObserver implements RegionCoprocessor, RegionObserver, EndpointObserver {

    private volatile ServerGate gate;

    /** For HBase. Open until {@link #start}, and where there is no user table behind it. */
    public LeaseGateObserver() {
        this(ServerGate.open());
    }

    LeaseGateObserver(ServerGate gate) {
        this.gate = gate;
    }

    @Override
    public void start(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        try {
            if (environment instanceof RegionCoprocessorEnvironment region
                    && !region.getRegionInfo().getTable().isSystemTable()) {
                ServerGate found = ServerGate.of(region.getOnlineRegions());
                gate = found;
                found.guarded().guarded(region.getRegion());
            }
        } catch (Throwable t) {
            gate.hookFailed();
        }
    }

    @Override
    public void stop(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        try {
            if (environment instanceof RegionCoprocessorEnvironment region) {
                gate.guarded().left(region.getRegion());
            }
        } catch (Throwable t) {
            gate.hookFailed();
        }
    }

    @Override
    public Optional<RegionObserver> getRegionObserver() {
        return Optional.of(this);
    }

    @Override
    public Optional<EndpointObserver> getEndpointObserver() {
        return Optional.of(this);
    }

    @Override
    public void preGetOp(ObserverContext<RegionCoprocessorEnvironment> context, Get get, List<Cell> result)
            throws NotServingRegionException {
        pass(Refused.READS, context);
    }

    @Override
    public boolean preExists(ObserverContext<RegionCoprocessorEnvironment> context, Get get, boolean exists)
            throws NotServingRegionException {
        pass(Refused.READS, context);
        return exists;
    }

    @Override
    public void preScannerOpen(ObserverContext<RegionCoprocessorEnvironment> context, Scan scan)
            throws NotServingRegionException {
        pass(Refused.SCANS, context);
    }

    @Override
    public boolean preScannerNext(
            ObserverContext<RegionCoprocessorEnvironment> context,
            InternalScanner scanner,
            List<Result> results,
            int limit,
            boolean hasNext)
            throws NotServingRegionException {
        pass(Refused.SCANS, context);
        return hasNext;
    }

    @Override
    public CheckAndMutateResult preCheckAndMutate(
            ObserverContext<RegionCoprocessorEnvironment> context,
            CheckAndMutate checkAndMutate,
            CheckAndMutateResult result)
            throws NotServingRegionException {
        pass(Refused.WRITES, context);
        return result;
    }

    @Override
    public void preBatchMutate(
            ObserverContext<RegionCoprocessorEnvironment> context, MiniBatchOperationInProgress<Mutation> batch)
            throws NotServingRegionException {
        pass(Refused.WRITES, context);
    }

    @Override
    public Message preEndpointInvocation(
            ObserverContext<RegionCoprocessorEnvironment> context, Service service, String method, Message request)
            throws NotServingRegionException {
        pass(Refused.ENDPOINT_CALLS, context);
        return request;
    }

    private void pass(Refused kind, ObserverContext<RegionCoprocessorEnvironment> context)
            throws NotServingRegionException {
        ServerGate asked = gate;
        boolean open;
        try {
            open = asked.isOpen();
        } catch (Throwable t) {
            asked.hookFailed();
            return;
        }
        if (!open) {
            throw refusal(asked, kind, context);
        }
    }

    /** Once the gate is closed, nothing that goes wrong here may let a request through. */
    private static NotServingRegionException refusal(
            ServerGate gate, Refused kind, ObserverContext<RegionCoprocessorEnvironment> context) {
        String text = "HBase HA lease gate is closed";
        try {
            RegionCoprocessorEnvironment environment = context.getEnvironment();
            text += ": " + gate.refuse(kind) + " region="
                    + environment.getRegionInfo().getRegionNameAsString() + " server=" + environment.getServerName();
        } catch (Throwable t) {
            gate.hookFailed();
        }
        return new NotServingRegionException(text);
    }
}
