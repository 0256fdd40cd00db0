package org.hbaseha.it.scenario;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coprocessor for the region servers of a scenario that breaks what our own hooks stand on: from then on each call of one throws, in its middle,
 * something no hook expects. Says in the server's log that it does.
 */
public final class Saboteur implements RegionCoprocessor {

    /** What the log says at the first call that threw. */
    static final String WORDS = "A hook of HBase HA was made to throw";

    /** The same of the lease gate's hooks. */
    static final String GATE_WORDS = "The lease gate of HBase HA was made to throw";

    private static final Logger LOG = LoggerFactory.getLogger(Saboteur.class);
    private static final AtomicLong THROWN = new AtomicLong();
    private static final AtomicLong GATE_THROWN = new AtomicLong();

    @Override
    public void start(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        if (environment instanceof RegionCoprocessorEnvironment region) {
            try {
                sabotage(region.getOnlineRegions());
            } catch (ReflectiveOperationException e) {
                LOG.error("There is nothing to sabotage any more", e);
            }
        }
    }

    private static void sabotage(OnlineRegions server) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.hbaseha.health.region.UnfinishedWrites");
        Method of = type.getDeclaredMethod("of", OnlineRegions.class);
        of.setAccessible(true);
        // Only hooks look there; the agent, which beats in a thread of its own, does not.
        Field slot = type.getDeclaredField("slotOfThread");
        slot.setAccessible(true);
        slot.set(of.invoke(null, server), ThreadLocal.withInitial(Saboteur::fail));
        sabotageGate(server);
    }

    /** Its clock, for the threads of requests: the agent reads it too, and is not what is to break here. */
    private static void sabotageGate(OnlineRegions server) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.hbaseha.health.region.ServerGate");
        Method of = type.getDeclaredMethod("of", OnlineRegions.class);
        of.setAccessible(true);
        Field clock = type.getDeclaredField("nanoTime");
        clock.setAccessible(true);
        clock.set(of.invoke(null, server), (LongSupplier) Saboteur::failInRequests);
    }

    private static long failInRequests() {
        if (!Thread.currentThread().getName().startsWith("RpcServer")) {
            return System.nanoTime();
        }
        if (GATE_THROWN.getAndIncrement() == 0) {
            LOG.info(GATE_WORDS);
        }
        throw new NoSuchMethodError("sabotaged");
    }

    private static Object fail() {
        if (THROWN.getAndIncrement() == 0) {
            LOG.info(WORDS);
        }
        throw new NoSuchMethodError("sabotaged");
    }
}
