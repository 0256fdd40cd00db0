package org.hbaseha.monitor.lag;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;

/**
 * One replication queue as its znodes show it.
 *
 * @param holder the server it is at now
 * @param shipped the files still in it, and up to which byte each is known to be applied on the peer
 */
public record SourceQueue(ServerName holder, QueueId id, Map<WalName, Long> shipped) {

    public SourceQueue {
        shipped = Map.copyOf(shipped);
    }

    public ServerName owner() {
        return id.owner(holder);
    }

    /** The file of {@code group} that is being shipped: the oldest, for each leaves the queue when it is applied as a whole. */
    Optional<WalName> current(String group) {
        return shipped.keySet().stream()
                .filter(wal -> wal.group().equals(group))
                .min(Comparator.comparing(WalName::begun));
    }

    /** Whether all up to {@code heartbeat} is applied, given that the heartbeat was visible on the peer before this queue was read. */
    boolean proves(Heartbeat heartbeat) {
        Optional<WalName> current = current(heartbeat.wal().group());
        if (current.isEmpty()) {
            // Every file of that log has left the queue. Of a living server's own queue that cannot be, so it proves
            // nothing.
            return !id.dead().isEmpty();
        }
        // A reader that has a batch waiting writes the name of that batch's file into markers of the next file, with
        // their place in the
        // next. So an older name may be wrong: the place must then be behind us in the file that is shipped now, too.
        WalName file = current.get();
        return !heartbeat.wal().begun().isAfter(file.begun()) && heartbeat.offset() <= shipped.getOrDefault(file, 0L);
    }
}
