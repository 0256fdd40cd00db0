package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicInstant;

/**
 * The lease gate of one region server as request threads see it: until when it is open, and what it refused. Decides nothing; the agent's
 * {@link GateTender} says until when. Open for good until somebody says otherwise. A request costs a volatile read, a look at the monotonic clock and a comparison.
 */
final class ServerGate {

    /** Static, because HBase makes the agent and the observers of each region apart and offers nothing they could share. */
    private static final Map<OnlineRegions, ServerGate> BY_SERVER = Collections.synchronizedMap(new WeakHashMap<>());

    /** Within what {@link System#nanoTime} can compare, and longer than any process lives. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final LongSupplier nanoTime;
    private final StockHold stock = new StockHold();
    private final GuardedRegions guarded = new GuardedRegions();
    private final Map<Refused, LongAdder> refused = new EnumMap<>(Refused.class);
    private final LongAdder hookErrors = new LongAdder();
    private volatile long openUntil;
    private volatile GateState state = GateState.OPEN;

    ServerGate(LongSupplier nanoTime, MonotonicInstant now) {
        this.nanoTime = nanoTime;
        this.openUntil = now.plus(FOREVER).nanos();
        for (Refused kind : Refused.values()) {
            refused.put(kind, new LongAdder());
        }
    }

    /** The gate of {@code server}, for agent and observers alike; several servers may live in one JVM in tests. */
    static ServerGate of(OnlineRegions server) {
        return BY_SERVER.computeIfAbsent(server, any -> open());
    }

    /** One that nobody closes. */
    static ServerGate open() {
        return new ServerGate(System::nanoTime, new MonotonicInstant(System.nanoTime()));
    }

    boolean isOpen() {
        return openUntil - nanoTime.getAsLong() > 0;
    }

    /** {@code until}: if nothing more is said; {@code because}: what that rests on. */
    void openUntil(MonotonicInstant until, GateState because) {
        state = because;
        openUntil = until.nanos();
    }

    /** Counts a refusal and says why, for the client. */
    String refuse(Refused kind) {
        adder(kind).increment();
        return switch (state) {
            case OPEN, STOCK -> "the gate was closed";
            case LEASED ->
                "no majority of the controllers acknowledges the beats of this server, and it may not serve without";
            case EXPIRED -> "this server was declared dead";
        };
    }

    void hookFailed() {
        hookErrors.increment();
    }

    long refused(Refused kind) {
        return adder(kind).sum();
    }

    long refused() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Exceptions caught in the hooks; the requests were served. */
    long hookErrors() {
        return hookErrors.sum();
    }

    /** What must outlive an agent that is loaded anew. */
    StockHold stock() {
        return stock;
    }

    /** Where its observers are. */
    GuardedRegions guarded() {
        return guarded;
    }

    private LongAdder adder(Refused kind) {
        LongAdder adder = refused.get(kind);
        if (adder == null) {
            throw new IllegalStateException("Every constant has a counter constant=" + kind);
        }
        return adder;
    }
}
