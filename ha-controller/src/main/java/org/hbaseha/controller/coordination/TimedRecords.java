package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * Reads a folder of records that operators write once and that last for a time. When one is over follows from its length and its age by
 * ZooKeeper's clock, told once, when it is read first; from then on nobody else's clock matters. Used on the session's thread.
 */
final class TimedRecords<T> {

    private final ZooKeeperSession session;
    private final String folder;
    private final Function<byte[], T> decode;
    private final Function<T, Duration> length;
    private final MonotonicClock clock;
    private final TroubleLog records;
    private Map<String, Timed<T>> known = Map.of();

    /** {@code zxid}: of the transaction that stored it. */
    record Timed<T>(String id, T record, long zxid, MonotonicInstant end) {}

    /** What lies there: the records, and the ids of those that this version cannot read. */
    record Contents<T>(List<Timed<T>> records, List<String> unreadable) {}

    TimedRecords(
            ZooKeeperSession session,
            String folder,
            Function<byte[], T> decode,
            Function<T, Duration> length,
            MonotonicClock clock,
            TroubleLog records) {
        this.session = session;
        this.folder = folder;
        this.decode = decode;
        this.length = length;
        this.clock = clock;
        this.records = records;
    }

    /** All of them, in the order of their ids; {@code watcher} is told when one comes or goes. */
    Contents<T> read(CuratorWatcher watcher) throws CoordinationException {
        try {
            Map<String, Timed<T>> next = new HashMap<>();
            List<String> unreadable = new ArrayList<>();
            for (String id :
                    session.client().getChildren().usingWatcher(watcher).forPath(folder)) {
                Optional<Timed<T>> before = Optional.ofNullable(known.get(id));
                try {
                    Optional<Timed<T>> found = before.isPresent() ? before : first(id);
                    found.ifPresent(timed -> next.put(id, timed));
                } catch (LayoutException e) {
                    records.seen(e);
                    unreadable.add(id);
                }
            }
            if (unreadable.isEmpty()) {
                records.over();
            }
            known = next;
            return new Contents<>(
                    next.values().stream()
                            .sorted((one, other) -> one.id().compareTo(other.id()))
                            .toList(),
                    List.copyOf(unreadable));
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Records cannot be read znode=" + folder, e);
        }
    }

    /** Empty when it went meanwhile. */
    private Optional<Timed<T>> first(String id) throws Exception {
        Stat stat = new Stat();
        try {
            byte[] bytes = session.client().getData().storingStatIn(stat).forPath(folder + "/" + id);
            T record = decode.apply(bytes);
            Duration age = Duration.ofMillis(Math.max(0, session.zooKeeperMillis() - stat.getCtime()));
            return Optional.of(new Timed<>(
                    id,
                    record,
                    stat.getCzxid(),
                    clock.now().plus(length.apply(record)).minus(age)));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        }
    }
}
