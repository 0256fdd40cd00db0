package org.hbaseha.controller.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.ConnectOutcome;

/** Observations as tests write them: times are milliseconds of the controller's clock, servers are {@code name:16020} with a start code. */
public final class Facts {

    /** The values that {@code HaKeys} has as defaults. */
    public static final DetectorSettings SETTINGS = new DetectorSettings(
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofMillis(1500),
            Duration.ofSeconds(6),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            3);

    public static final int RPC_PORT = 16020;
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private Facts() {}

    public static ServerName server(String name, long startCode) {
        return ServerName.valueOf(name, RPC_PORT, startCode);
    }

    public static MonotonicInstant at(long millis) {
        return new MonotonicInstant(Duration.ofMillis(millis).toNanos());
    }

    public static Observation beat(ServerName server, long at) {
        return beat(server, at, Duration.ZERO);
    }

    public static Observation beat(ServerName server, long at, Duration longestPause) {
        return beat(server, at, longestPause, GateReport.NONE);
    }

    public static Observation beat(ServerName server, long at, Duration longestPause, GateReport gate) {
        WorkBeacon idle = WorkBeacon.IDLE;
        WorkBeacon beacon = new WorkBeacon(
                Duration.ZERO,
                longestPause,
                idle.processCpu(),
                idle.heapUsed(),
                idle.heapMax(),
                idle.oldestUnfinishedWrite(),
                idle.regions(),
                idle.requestsPerSecond());
        Beat beat = new Beat(at, server.getStartCode(), at(at), WALL, 0, beacon, gate);
        return new Observation.BeatSeen(server, beat, at(at));
    }

    public static Observation opened(ServerName server, long at) {
        return new Observation.StreamOpened(server, EnumSet.allOf(Capability.class), at(at));
    }

    public static Observation closedByPeer(ServerName server, long at) {
        return new Observation.StreamClosed(server, true, "reset", at(at));
    }

    public static Observation closedByUs(ServerName server, long at) {
        return new Observation.StreamClosed(server, false, "stalled", at(at));
    }

    public static Observation goodbye(ServerName server, GoodbyeReason reason, long at) {
        return new Observation.GoodbyeSeen(server, reason, "by operator", at(at));
    }

    public static Observation registered(Set<ServerName> servers, long at) {
        return new Observation.RegisteredServers(servers, at(at));
    }

    /** An answer of the server's own RPC port to us, asked one millisecond before. */
    public static Observation own(ServerName server, ConnectOutcome outcome, long at) {
        return own(server, RPC_PORT, outcome, at - 1, at);
    }

    public static Observation own(ServerName server, int port, ConnectOutcome outcome, long asked, long at) {
        return new Observation.Probed(server, Vantage.HERE, port, port == RPC_PORT, outcome, at(asked), at(at));
    }

    /** What a witness was answered by the server's own RPC port, asked one millisecond before. */
    public static Observation seenBy(ServerName witness, ServerName server, ConnectOutcome outcome, long at) {
        return seenBy(witness, server, outcome, at - 1, at);
    }

    public static Observation seenBy(
            ServerName witness, ServerName server, ConnectOutcome outcome, long asked, long at) {
        return new Observation.Probed(server, new Vantage.Witness(witness), RPC_PORT, true, outcome, at(asked), at(at));
    }

    public static Observation master(Optional<ServerName> master, long at) {
        return new Observation.MasterView(master, Set.of(), Set.of(), at(at));
    }
}
