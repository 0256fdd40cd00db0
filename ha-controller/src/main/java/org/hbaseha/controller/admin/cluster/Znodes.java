package org.hbaseha.controller.admin.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.DisarmRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.layout.ScorecardRecord;

/**
 * What operators read and write in ZooKeeper. Reading needs no secret. Every method throws {@link
 * org.hbaseha.outcome.Trouble} with what to do. Used by one command on one thread, then closed.
 */
public interface Znodes extends AutoCloseable {

    /** The live controllers, by id. */
    List<ControllerAddress> controllers();

    /** Empty while nobody set a mode: the controllers then use {@code hbase.ha.mode}. */
    Optional<ModeRecord> mode();

    /** The newest pause; it may be over. Empty when an operator ended it. */
    Optional<PauseRecord> pause();

    /** What the leaders have scored; empty before any did. */
    Optional<ScorecardRecord> scorecard();

    void setMode(Mode mode, String by, String reason);

    void pause(String by, String reason, Duration length);

    /** Returns whether there was a pause to end; who ended it and why is told to the controllers. */
    boolean resume(String by, String reason);

    /** Stores what an operator says about a plan. */
    void order(OrderRecord order);

    void startMaintenance(String id, MaintenanceRecord window);

    boolean hasMaintenance(String id);

    /** Returns whether there was such a window to end. */
    boolean endMaintenance(String id);

    /** Who disarmed all lease gates; empty while they may be armed. */
    Optional<DisarmRecord> disarmed();

    void disarm(String by, String reason);

    /** Returns whether gates were disarmed. */
    boolean rearm();

    /** Gate records of servers: {@code EXPIRE} or {@code STOCK}, by server name. */
    Map<String, GateRecord> gateRecords();

    /** The region servers that HBase has registered, by server name. */
    Set<String> regionServers();

    /** Whether the add-on keeps anything in ZooKeeper. */
    boolean hasOurs();

    /** Deletes all that the add-on keeps in ZooKeeper. */
    void deleteOurs();

    /** Wants a breaker closed for what it holds up now. */
    void resetBreaker(String breaker, String by, String reason);

    @Override
    void close();
}
