package org.hbaseha.monitor.lag;

import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;

/** A region server of the simulation. */
final class WorldServer {

    final ServerName name;
    /** Its clock minus the true time, in milliseconds. */
    final long skew;

    boolean runs = true;
    boolean frozen;
    /** The master takes it for alive. */
    boolean listed = true;

    int regions = 1;
    long nextHeartbeat;
    long reported;
    int reportedRegions = 1;
    Optional<Observation.CrashState> crash = Optional.empty();

    WorldServer(int number, long skew, long now) {
        this.skew = skew;
        this.name = ServerName.valueOf("rs" + number, 16020, clock(now).toEpochMilli());
        this.nextHeartbeat = now;
    }

    /** What its clock shows at the true time {@code now}. */
    Instant clock(long now) {
        return LagWorld.EPOCH.plusMillis(now + skew);
    }

    boolean isWell() {
        return runs && !frozen;
    }
}
