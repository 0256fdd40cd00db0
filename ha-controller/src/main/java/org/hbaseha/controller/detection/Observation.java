package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.layout.ResetRecord;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.ConnectOutcome;

/** A fact, when it was seen, and by which part of the rim. {@code at} is always this controller's own clock. */
public sealed interface Observation {

    MonotonicInstant at();

    /** An agent proved the secret on a new stream. */
    record StreamOpened(ServerName server, Set<Capability> capabilities, MonotonicInstant at) implements Observation {}

    /** A beat came, and was acknowledged at the same instant. */
    record BeatSeen(ServerName server, Beat beat, MonotonicInstant at) implements Observation {}

    /** {@code byPeer}: the peer's kernel closed or reset it; otherwise it was us or the network. */
    record StreamClosed(ServerName server, boolean byPeer, String text, MonotonicInstant at) implements Observation {}

    /** An authenticated goodbye. */
    record GoodbyeSeen(ServerName server, GoodbyeReason reason, String text, MonotonicInstant at)
            implements Observation {}

    /**
     * A TCP connect to a port of the server's host was tried. {@code asked} is when the question went out; {@code serverPort} says whether it
     * was the region server's own RPC port.
     */
    record Probed(
            ServerName server,
            Vantage from,
            int port,
            boolean serverPort,
            ConnectOutcome outcome,
            MonotonicInstant asked,
            MonotonicInstant at)
            implements Observation {}

    /** The children of HBase's {@code rs} znode, complete. */
    record RegisteredServers(Set<ServerName> servers, MonotonicInstant at) implements Observation {}

    /** What the active master says of region servers; {@code dead} are those it runs or ran a crash procedure for. */
    record MasterView(Optional<ServerName> master, Set<ServerName> live, Set<ServerName> dead, MonotonicInstant at)
            implements Observation {}

    /**
     * How far HBase has come with a server we follow. Regions are names in HBase's encoded form.
     *
     * @param opened regions that opened elsewhere since this was told last
     * @param regionsLeft regions that are not open yet, or {@link #NOT_KNOWN}
     */
    record RecoverySeen(
            ServerName server,
            boolean crashProcedureSeen,
            boolean walSplitDone,
            List<RegionAt> opened,
            int regionsLeft,
            MonotonicInstant at)
            implements Observation {

        /** Neither hbase:meta nor the crash procedure has told yet which regions the server had. */
        public static final int NOT_KNOWN = -1;
    }

    /** A region of a failed server and where it is open now. */
    record RegionAt(String encodedName, ServerName location) {}

    /** We hold the latch and have written {@code epoch}; {@code gate} are all EXPIRE records found then. */
    record LeadershipGained(Epoch epoch, List<GateEntry> gate, MonotonicInstant at) implements Observation {}

    record LeadershipLost(MonotonicInstant at) implements Observation {}

    /** An EXPIRE record in ZooKeeper, and how long ago it was created by ZooKeeper's clock. */
    record GateEntry(ServerName server, ExpireRecord record, Duration age) {}

    /** What the controllers have promised, by server with an EXPIRE record and seat; all that lies in ZooKeeper now. */
    record PromisesSeen(Map<ServerName, Map<String, LeaseEnd.Seen>> promises, MonotonicInstant at)
            implements Observation {}

    /** The cluster-wide switches, as stored in ZooKeeper now. */
    record SwitchesRead(Mode mode, Optional<PauseSeen> pause, MonotonicInstant at) implements Observation {}

    /** Somebody stored this mode; told once for each record. */
    record ModeStored(ModeRecord record, MonotonicInstant at) implements Observation {}

    /** A pause, and when it ends by this controller's own clock, whatever the clocks of others say. */
    record PauseSeen(PauseRecord record, MonotonicInstant end) {}

    /** Somebody reset a breaker; {@code stored} is when the record was stored, by this controller's own clock. */
    record BreakerReset(String breaker, ResetRecord record, MonotonicInstant stored, MonotonicInstant at)
            implements Observation {}

    /** What all leaders before the one of {@code epoch} have scored, as it lay in ZooKeeper when that one had begun. */
    record ScorecardRead(Epoch epoch, ScorecardRecord record, MonotonicInstant at) implements Observation {}
    /** All orders about plans that lie in ZooKeeper now. */
    record OrdersRead(List<OrderSeen> orders, MonotonicInstant at) implements Observation {}

    /**
     * An order about a plan.
     *
     * @param id name of its znode; no two orders ever share one
     * @param zxid of ZooKeeper's transaction that stored it: orders them
     * @param end when its length is over, by this controller's own clock
     */
    record OrderSeen(String id, OrderRecord record, long zxid, MonotonicInstant end) {}

    /** All maintenance windows that lie in ZooKeeper now. */
    record MaintenanceRead(List<WindowSeen> windows, MonotonicInstant at) implements Observation {}

    /** A maintenance window, the name of its znode, and when it ends by this controller's own clock. */
    record WindowSeen(String id, MaintenanceRecord record, MonotonicInstant end) {}

    /** Whether our ZooKeeper session is usable. */
    record ZooKeeperSeen(boolean connected, MonotonicInstant at) implements Observation {}

    /** A read of ours goes out; the next of its kind goes out when this one has been answered or has failed. */
    record ZooKeeperAsked(MonotonicInstant at) implements Observation {}

    /** A read of ours took this long to be answered. */
    record ZooKeeperAnswered(Duration roundTrip, MonotonicInstant at) implements Observation {}

    /**
     * How the file system under HBase answered.
     *
     * @param source the folder that was asked about, or the setting that would name it
     * @param text for people
     */
    record FileSystemSeen(FileSystemState state, String source, String text, MonotonicInstant at)
            implements Observation {}

    /** A step that was handed to the executor has ended. */
    record StepEnded(
            org.hbaseha.controller.planning.Step step,
            org.hbaseha.controller.planning.StepOutcome outcome,
            MonotonicInstant at)
            implements Observation {}

    /** A hook that was asked for has ended; {@code text} is how, for people. */
    record HookEnded(
            org.hbaseha.controller.planning.HookPhase phase,
            ServerName server,
            String incident,
            boolean passed,
            String text,
            MonotonicInstant at)
            implements Observation {}
}
