package org.hbaseha.health.region;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from ZooKeeper, in one thread and one session of its own, whether this server is registered, which controllers live, and where region
 * servers run; and runs the errands of the lease gate, so that what is asked for one after the other is answered in that order. Watches tell of changes early, a slow poll makes up for watches that were lost. Owns no ephemeral znode, so
 * that the end of its session ends nothing else; then it begins another one, after a wait.
 */
final class ZooKeeperDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperDirectory.class);

    /** How long a session that cannot be used is kept: a server that lost its data refuses it for ever without calling it expired. */
    private static final Duration AWAY_MOST = Duration.ofSeconds(10);

    /** Of whoever watches the thread: more than the requests of one look take when none is answered. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final Duration PAUSE_SLICE = Duration.ofMillis(50);
    private static final Duration POLL_SOON = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final Duration POLL_REGION_SERVERS = Duration.ofMinutes(1);
    /** Region servers are many and their list is long: asked for out of turn no more often than this. */
    private static final Duration REGION_SERVERS_LEAST = Duration.ofSeconds(5);

    private static final Backoff NEW_SESSION = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20));

    private final String connect;
    private final Duration session;
    private final ZnodeLayout layout;
    private final Supplier<ServerName> serverName;
    private final ClusterListener listener;
    private final GateErrands gate;
    private final AgentCounters counters;
    private final MonotonicClock clock;
    private final WatchedThread thread;
    private final Semaphore news = new Semaphore(0);
    private final Map<String, ControllerAddress> known = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private Optional<MonotonicInstant> hostsRead = Optional.empty();
    private Optional<ServerName> registered = Optional.empty();
    private Optional<MonotonicInstant> awaySince = Optional.empty();
    private volatile boolean hostsWanted;
    private volatile boolean closed;

    /** @param serverName asked before each look, because the name may change until the server is registered */
    ZooKeeperDirectory(
            AgentConfig config,
            Supplier<ServerName> serverName,
            ClusterListener listener,
            GateErrands gate,
            AgentCounters counters,
            MonotonicClock clock) {
        this.connect = config.zooKeeper();
        this.session = config.session();
        this.layout = config.layout();
        this.serverName = serverName;
        this.listener = listener;
        this.gate = gate;
        this.counters = counters;
        this.clock = clock;
        this.thread =
                new WatchedThread("directory", this::run, PATIENCE, WatchedThread.Hanging.INTERRUPT, counters, clock);
    }

    /** Has the thread started, and started again should it have died; what it knew and was asked for is not lost. Any thread; returns at once. */
    void keepAlive() {
        thread.keepAlive();
    }

    /** Has the order carried out soon. Any thread; returns at once. */
    void order(GateOrder order) {
        gate.take(order);
        news.release();
    }

    /** Reads the region servers again soon. Any thread; returns at once. Asking often asks ZooKeeper no more often. */
    void wantRegionServers() {
        if (!hostsWanted) {
            hostsWanted = true;
            news.release();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (isWanted()) {
                failures = session() ? 1 : failures + 1;
                Duration wait =
                        NEW_SESSION.after(failures, ThreadLocalRandom.current().nextDouble());
                LOG.info("ZooKeeper session is over, the next one begins in ms={}", wait.toMillis());
                pause(wait);
            }
        } catch (InterruptedException e) {
            // By close(), or for hanging; or by somebody who is not us. Whoever watches starts another, if it is still
            // wanted.
            Thread.currentThread().interrupt();
        }
    }

    /** Shorter when the gate wants something: then requests may be refused meanwhile. */
    private void pause(Duration wait) throws InterruptedException {
        MonotonicInstant begun = clock.now();
        while (isWanted() && clock.now().since(begun).compareTo(gate.isWaiting() ? POLL_SOON : wait) < 0) {
            TimeUnit.NANOSECONDS.sleep(PAUSE_SLICE.toNanos());
        }
    }

    /** One session, until it is over. True when anything could be read in it. */
    private boolean session() throws InterruptedException {
        try {
            return readUntilOver();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable t) {
            counters.add(AgentCounter.ERRORS);
            LOG.error("Reading ZooKeeper failed", t);
            return false;
        }
    }

    private boolean readUntilOver() throws InterruptedException, IOException {
        ZKClientConfig client = new ZKClientConfig();
        client.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Long.toString(REQUEST.toMillis()));
        Watcher watcher = event -> news.release();
        counters.add(AgentCounter.ZOOKEEPER_SESSIONS);
        ZooKeeper zooKeeper = new ZooKeeper(connect, (int) session.toMillis(), watcher, client);
        gate.sessionBegins(zooKeeper);
        boolean useful = false;
        try {
            awaySince = Optional.empty();
            while (isWanted() && zooKeeper.getState().isAlive() && !isAwayTooLong()) {
                useful |= look(zooKeeper);
                boolean unused = news.tryAcquire(untilNextLook(zooKeeper).toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } finally {
            zooKeeper.close();
        }
        return useful;
    }

    private Duration untilNextLook(ZooKeeper zooKeeper) {
        if (registered.isEmpty() || awaySince.isPresent()) {
            return POLL_SOON;
        }
        Duration poll = hostsWanted ? REGION_SERVERS_LEAST : POLL;
        // ZooKeeper's silence counts from the newest look; stock HBase hears of it four times a session or more.
        Duration quarter = Duration.ofMillis(zooKeeper.getSessionTimeout()).dividedBy(4);
        return poll.compareTo(quarter) < 0 ? poll : quarter;
    }

    /** Reads all that is due. False when ZooKeeper could not be asked; then everything stays as it was. */
    private boolean look(ZooKeeper zooKeeper) throws InterruptedException {
        try {
            lookForRegistration(zooKeeper);
            if (registered.isPresent()) {
                gate.run(zooKeeper, registered.orElseThrow());
            }
            lookForControllers(zooKeeper);
            lookForHosts(zooKeeper);
            awaySince = Optional.empty();
            return true;
        } catch (KeeperException e) {
            counters.add(AgentCounter.ZOOKEEPER_ERRORS);
            if (awaySince.isEmpty()) {
                awaySince = Optional.of(clock.now());
                LOG.warn(
                        "ZooKeeper cannot be asked, what is known stays controllers={} error={}",
                        known.keySet(),
                        e.toString());
            }
            return false;
        }
    }

    private boolean isWanted() {
        return thread.mayTurn() && !closed;
    }

    private boolean isAwayTooLong() {
        return awaySince
                .filter(since -> clock.now().since(since).compareTo(AWAY_MOST) > 0)
                .isPresent();
    }

    private void lookForRegistration(ZooKeeper zooKeeper) throws KeeperException, InterruptedException {
        if (registered.isPresent()) {
            return;
        }
        ServerName server = serverName.get();
        if (zooKeeper.exists(layout.regionServer(server), true) != null) {
            registered = Optional.of(server);
            // What was read before may be from before there were any servers.
            hostsRead = Optional.empty();
            listener.registered(server);
        }
    }

    private void lookForControllers(ZooKeeper zooKeeper) throws KeeperException, InterruptedException {
        List<String> ids = childrenOrNone(zooKeeper, layout.controllers());
        known.keySet().retainAll(ids);
        unreadable.retainAll(ids);
        for (String id : new TreeSet<>(ids)) {
            if (!known.containsKey(id) && known.size() < ControllerLinks.MOST) {
                address(zooKeeper, id).ifPresent(address -> known.put(id, address));
            }
        }
        listener.controllers(new ArrayList<>(known.values()));
    }

    private Optional<ControllerAddress> address(ZooKeeper zooKeeper, String id)
            throws KeeperException, InterruptedException {
        try {
            return Optional.of(ControllerAddress.decode(zooKeeper.getData(layout.controller(id), false, null)));
        } catch (KeeperException.NoNodeException e) {
            // Gone since it was listed.
            return Optional.empty();
        } catch (LayoutException e) {
            if (unreadable.add(id)) {
                counters.add(AgentCounter.CONTROLLERS_UNREADABLE);
                LOG.warn("Controller address cannot be read znode={} reason={}", layout.controller(id), e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Without a watch: a list of a thousand, sent to a thousand agents for each change, is what ZooKeeper must be spared. */
    private void lookForHosts(ZooKeeper zooKeeper) throws KeeperException, InterruptedException {
        MonotonicInstant now = clock.now();
        Duration wait = hostsWanted ? REGION_SERVERS_LEAST : POLL_REGION_SERVERS;
        if (hostsRead.isPresent() && now.since(hostsRead.orElseThrow()).compareTo(wait) < 0) {
            return;
        }
        hostsWanted = false;
        List<String> servers;
        try {
            servers = zooKeeper.getChildren(layout.regionServers(), false);
        } catch (KeeperException.NoNodeException e) {
            // HBase has not been here yet; looked for again at the next look, for nothing was read.
            return;
        }
        hostsRead = Optional.of(now);
        Set<String> hosts = new TreeSet<>();
        for (String server : servers) {
            if (ServerName.isFullServerName(server)) {
                hosts.add(ServerName.valueOf(server).getHostname());
            }
        }
        listener.regionServerHosts(hosts);
    }

    private static List<String> childrenOrNone(ZooKeeper zooKeeper, String path)
            throws KeeperException, InterruptedException {
        try {
            return zooKeeper.getChildren(path, true);
        } catch (KeeperException.NoNodeException e) {
            // No controller ever ran here. This watch tells when the first one comes.
            return zooKeeper.exists(path, true) == null ? List.of() : childrenOrNone(zooKeeper, path);
        }
    }

    /** Ends the thread; does not wait for it. */
    @Override
    public void close() {
        closed = true;
        thread.end();
        thread.interrupt();
    }
}
