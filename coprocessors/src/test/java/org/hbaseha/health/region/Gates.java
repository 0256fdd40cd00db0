package org.hbaseha.health.region;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/** Gates and settings of agents, for tests. */
final class Gates {

    static final Duration LEASE = Duration.ofMillis(1500);
    static final ZnodeAcl ACCESS = ZnodeAcl.of("a password");

    private Gates() {}

    static GateSettings settings(String... seats) {
        return new GateSettings(Seats.of(List.of(seats)), LEASE, false);
    }

    static MonotonicInstant now() {
        return MonotonicClock.system().now();
    }

    static GateTender tender(LeaseGate gate, AckLedger acks, ServerGate door) {
        return new GateTender(gate, acks, door, why -> {}, MonotonicClock.system());
    }

    /** Whose seat is never asked. */
    static GateTender unarmed(AckLedger acks) {
        return tender(new LeaseGate(settings(), now(), Instant.now()), acks, ServerGate.open());
    }

    /** An agent's settings with this gate, and the ZooKeeper at that port. */
    static AgentConfig config(GateSettings gate, int livePort, int zooKeeperPort) {
        return new AgentConfig(
                Path.of("unused"),
                Duration.ofMillis(20),
                gate,
                Duration.ofSeconds(3),
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2)),
                livePort,
                "127.0.0.1:" + zooKeeperPort,
                Duration.ofSeconds(10),
                new ZnodeLayout("/hbase-ha", "/hbase"));
    }
}
