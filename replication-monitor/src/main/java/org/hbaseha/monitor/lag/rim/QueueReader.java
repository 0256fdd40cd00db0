package org.hbaseha.monitor.lag.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.HBaseAddress;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.lag.Observation;
import org.hbaseha.monitor.lag.QueueId;
import org.hbaseha.monitor.lag.SourceQueue;
import org.hbaseha.monitor.lag.WalName;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * The replication queues of a source, as HBase keeps them in ZooKeeper: {@code replication/rs/SERVER/QUEUE/FILE}, and in the file's znode how far it is shipped. Only
 * the oldest file of a log is asked for that, for the others have not been begun. Used by one thread.
 */
final class QueueReader implements AutoCloseable {

    private static final Duration SESSION = Duration.ofSeconds(30);

    private final ZooKeeperReads znodes;
    private final String root;
    private final MonotonicClock clock;
    private final Duration patience;

    QueueReader(Configuration source, MonotonicClock clock, Duration patience) {
        HBaseAddress address = HBaseAddress.of(source::get);
        this.znodes = new ZooKeeperReads(address.zooKeeper(), SESSION);
        this.root = address.znodeParent() + "/" + source.get("zookeeper.znode.replication", "replication") + "/"
                + source.get("zookeeper.znode.replication.rs", "rs");
        this.clock = clock;
        this.patience = patience;
    }

    /** The queues of {@code peer}. */
    Observation.QueuesListed list(String peer) throws IOException, InterruptedException {
        MonotonicInstant begun = clock.now();
        int before = Cluster.answer(znodes.childVersion(root), patience);
        List<Found> found = new ArrayList<>();
        for (Found server : below(servers())) {
            Optional<QueueId> id =
                    QueueId.parse(server.child()).filter(queue -> queue.peer().equals(peer));
            id.ifPresent(queue -> found.add(new Found(server.path() + "/" + server.child(), server.holder(), queue)));
        }
        List<SourceQueue> queues = queues(found);
        int after = Cluster.answer(znodes.childVersion(root), patience);
        return new Observation.QueuesListed(begun, clock.now(), before == after, queues);
    }

    /** A znode, and what is known from its path. */
    private record Found(String path, ServerName holder, String child, Optional<QueueId> id) {

        Found(String path, ServerName holder, QueueId id) {
            this(path, holder, "", Optional.of(id));
        }

        Found with(String name) {
            return new Found(path, holder, name, id);
        }
    }

    private List<Found> servers() throws IOException, InterruptedException {
        return Cluster.answer(znodes.children(root), patience).stream()
                .filter(ServerName::isFullServerName)
                .map(name -> new Found(root + "/" + name, ServerName.valueOf(name), "", Optional.empty()))
                .toList();
    }

    /** The children of all of them, asked for at once. */
    private List<Found> below(List<Found> parents) throws IOException, InterruptedException {
        List<CompletableFuture<List<String>>> asked = new ArrayList<>();
        for (Found parent : parents) {
            asked.add(znodes.children(parent.path()));
        }
        List<Found> children = new ArrayList<>();
        for (int i = 0; i < parents.size(); i++) {
            Found parent = parents.get(i);
            Cluster.answer(asked.get(i), patience).forEach(child -> children.add(parent.with(child)));
        }
        return children;
    }

    private List<SourceQueue> queues(List<Found> found) throws IOException, InterruptedException {
        Map<String, Map<WalName, String>> files = new HashMap<>();
        for (Found file : below(found)) {
            WalName.parse(file.child()).ifPresent(wal -> files.computeIfAbsent(file.path(), path -> new HashMap<>())
                    .put(wal, file.path() + "/" + file.child()));
        }
        Map<String, CompletableFuture<byte[]>> places = new HashMap<>();
        for (Map<WalName, String> queue : files.values()) {
            for (String path : oldest(queue)) {
                places.put(path, znodes.data(path));
            }
        }
        List<SourceQueue> queues = new ArrayList<>();
        for (Found queue : found) {
            Map<WalName, Long> shipped = new HashMap<>();
            for (Map.Entry<WalName, String> file :
                    files.getOrDefault(queue.path(), Map.of()).entrySet()) {
                CompletableFuture<byte[]> place = places.get(file.getValue());
                shipped.put(file.getKey(), place == null ? 0L : WalPosition.read(Cluster.answer(place, patience)));
            }
            queues.add(new SourceQueue(queue.holder(), queue.id().orElseThrow(), shipped));
        }
        return queues;
    }

    /** The oldest file of each log. */
    private static List<String> oldest(Map<WalName, String> files) {
        return files.entrySet().stream()
                .collect(Collectors.groupingBy(
                        file -> file.getKey().group(), Collectors.minBy(Comparator.comparing(file -> file.getKey()
                                .begun()))))
                .values()
                .stream()
                .flatMap(Optional::stream)
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public void close() {
        znodes.close();
    }
}
