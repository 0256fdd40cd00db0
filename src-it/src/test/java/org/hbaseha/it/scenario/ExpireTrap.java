package org.hbaseha.it.scenario;

import static org.hbaseha.it.scenario.Stage.awaiting;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.layout.ZnodeLayout;

/**
 * Stops a process at the moment in which a server's EXPIRE record is written. The shell that sends the signal is started before and waits for a line, so
 * that a millisecond lies between the two; a fast leader may be faster.
 */
final class ExpireTrap implements AutoCloseable {

    private static final int SESSION_MILLIS = 20_000;

    private final ZooKeeper zooKeeper;
    private final Process stopper;
    private final CountDownLatch caught = new CountDownLatch(1);

    private ExpireTrap(LocalSite site, LocalProcess process) throws IOException {
        this.stopper = new ProcessBuilder("sh", "-c", "read -r line && kill -s STOP " + process.pid()).start();
        this.zooKeeper = new ZooKeeper(site.zooKeeperQuorum(), SESSION_MILLIS, event -> {});
    }

    static ExpireTrap set(LocalSite site, ServerName server, LocalProcess process) throws Exception {
        ExpireTrap trap = new ExpireTrap(site, process);
        String record =
                new ZnodeLayout(ZnodeLayout.defaultParent("/hbase"), "/hbase").gate() + "/" + server.getServerName();
        awaiting("the trap is set").until(() -> trap.watch(record));
        return trap;
    }

    /** Whether the watch is set, on a record that is not there yet. */
    private boolean watch(String record) throws KeeperException, InterruptedException {
        return zooKeeper.exists(record, this::spring) == null;
    }

    private void spring(WatchedEvent event) {
        if (event.getType() == Watcher.Event.EventType.NodeCreated) {
            try (OutputStream line = stopper.getOutputStream()) {
                line.write('\n');
            } catch (IOException e) {
                return;
            }
            caught.countDown();
        }
    }

    /** Waits until the record is there and the process is stopped. */
    Instant awaitCaught(Supplier<Instant> clock) throws InterruptedException {
        if (!caught.await(Duration.ofSeconds(60).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("No EXPIRE record was written");
        }
        Instant at = clock.get();
        stopper.waitFor();
        return at;
    }

    @Override
    public void close() {
        stopper.destroyForcibly();
        try {
            zooKeeper.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
