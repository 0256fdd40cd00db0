package org.hbaseha.controller;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.ConfigException;
import org.hbaseha.controller.admin.AddressFile;
import org.hbaseha.controller.coordination.ControllerRegistration;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.coordination.ExpiryRights;
import org.hbaseha.controller.coordination.FencedStore;
import org.hbaseha.controller.coordination.GateWatch;
import org.hbaseha.controller.coordination.Leadership;
import org.hbaseha.controller.coordination.OperatorRecords;
import org.hbaseha.controller.coordination.RegionServerList;
import org.hbaseha.controller.coordination.Resets;
import org.hbaseha.controller.coordination.SessionTerms;
import org.hbaseha.controller.coordination.Switches;
import org.hbaseha.controller.coordination.ZooKeeperSession;
import org.hbaseha.controller.coordination.ZooKeeperSettings;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.wire.Secret;

/**
 * A controller's side of ZooKeeper: its one session, and what reads and writes through it. {@link #open} connects, {@link #observeGates} and {@link
 * #observeCluster} begin to read once there is a loop to tell, and {@link #stand} stands for election once agents can connect. Called by the thread
 * that starts the controller; the questions by any.
 */
final class ZooKeeperSide {

    private final Self self;
    private final Consumer<Observation> sink;
    private final ZooKeeperSession session;
    private final GateWatch gates;
    private final Leadership leadership;
    private final FencedStore store;

    private ZooKeeperSide(Self self, ZooKeeperSession session, Acknowledgements words, Consumer<Observation> sink) {
        this.self = self;
        this.sink = sink;
        this.session = session;
        this.gates = new GateWatch(
                session, self.config().name(), self.config().core().seats(), words, self.clock(), sink);
        this.leadership = new Leadership(session, self.id(), self.clock(), sink);
        this.store = new FencedStore(session, leadership, self.id(), self.wall(), self.clock());
    }

    /**
     * Connects.
     *
     * @throws ConfigException when ZooKeeper grants no session that outlives a lease
     * @throws CoordinationException when it cannot be reached in time
     */
    static ZooKeeperSide open(Self self, Secret secret, Acknowledgements words, Consumer<Observation> sink, Parts parts)
            throws CoordinationException {
        ControllerConfig config = self.config();
        ZooKeeperSession session = parts.keep(new ZooKeeperSession(
                new ZooKeeperSettings(config.hbase().zooKeeper(), config.session(), Self.PATIENCE, config.layout()),
                secret,
                self.clock(),
                sink));
        session.start();
        tooShort(self, session.terms()).ifPresent(sentence -> {
            throw new ConfigException(sentence);
        });
        return new ZooKeeperSide(self, session, words, sink);
    }

    private static Optional<String> tooShort(Self self, SessionTerms terms) {
        return terms.tooShortFor(self.config().core().detector().lease());
    }

    /** Begins to read EXPIRE records and promises. */
    void observeGates() {
        gates.start();
        sink.accept(new Observation.ZooKeeperSeen(
                session.isConnected(), self.clock().now()));
    }

    /** Begins to read who is registered and what operators want. */
    void observeCluster(ObjIntConsumer<ServerName> infoPorts, ModeInForce modes) {
        new RegionServerList(session, self.clock(), sink, infoPorts).start();
        modes.start();
        new Switches(session, self.wall()).watch(modes, self.clock(), sink);
        new Resets(session, self.wall()).watch(self.clock(), sink);
        new OperatorRecords(session).watch(self.clock(), self.wall(), sink);
    }

    boolean isDisarmed() {
        return gates.isDisarmed();
    }

    /** Why we could not expire a server; empty when we could. */
    Optional<String> missingRight() throws CoordinationException {
        return session.mayExpire()
                ? Optional.empty()
                : Optional.of(ExpiryRights.missing(self.config().layout()));
    }

    FencedStore store() {
        return store;
    }

    /** Id of the leader as we know it; empty when there is none. */
    String leader() {
        return leadership.leaderId().orElse("");
    }

    /** Tells agents and other controllers where we listen, and stands for election. */
    void stand(ControllerAddress address, Parts parts) throws IOException {
        parts.keep(new ControllerRegistration(session, address)).start();
        AddressFile.write(address);
        parts.keep(leadership).start();
    }

    /** Lets another controller lead, where there is one; returns at once. */
    void standBack() {
        leadership.standBack();
    }

    SessionTerms terms() {
        return session.terms();
    }

    ControllerView.SessionView view() {
        SessionTerms terms = session.terms();
        return new ControllerView.SessionView(
                terms.asked().toMillis(),
                terms.granted().toMillis(),
                tooShort(self, terms).or(terms::difference).orElse(""));
    }
}
