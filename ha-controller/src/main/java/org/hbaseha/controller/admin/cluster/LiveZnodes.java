package org.hbaseha.controller.admin.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.zookeeper.KeeperException;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.coordination.OperatorRecords;
import org.hbaseha.controller.coordination.Resets;
import org.hbaseha.controller.coordination.Switches;
import org.hbaseha.controller.coordination.ZooKeeperSession;
import org.hbaseha.controller.coordination.ZooKeeperSettings;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.DisarmRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.SecretFile;

/**
 * {@link Znodes} of a real cluster. Reads with a session of its own; a write opens the daemons' kind of session, which proves the secret, and
 * leaves the writing to {@link Switches}.
 */
public final class LiveZnodes implements Znodes {

    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Site site;
    private final ZooKeeperReader reader;

    private LiveZnodes(Site site, ZooKeeperReader reader) {
        this.site = site;
        this.reader = reader;
    }

    /** Connects and looks whether there is an HBase at all. */
    public static LiveZnodes open(Site site) {
        ZooKeeperReader reader = ZooKeeperReader.open(site.quorum(), SESSION, PATIENCE, site.origin());
        try {
            requireHBase(site, reader);
            return new LiveZnodes(site, reader);
        } catch (Trouble e) {
            reader.close();
            throw e;
        }
    }

    private static void requireHBase(Site site, ZooKeeperReader reader) {
        String parent = site.layout().hbaseParent();
        if (reader.exists(parent + "/hbaseid")) {
            return;
        }
        List<String> others = reader.children("/").stream()
                .map(child -> "/" + child)
                .filter(path -> reader.exists(path + "/hbaseid"))
                .toList();
        throw new Trouble(
                ExitCode.INIT,
                "There is no HBase at " + parent + " on ZooKeeper " + site.quorum(),
                others.isEmpty()
                        ? "start HBase, or correct hbase.zookeeper.quorum (" + site.origin() + ")"
                        : "there is one at " + String.join(", ", others) + ": correct zookeeper.znode.parent ("
                                + site.origin() + ")");
    }

    @Override
    public List<ControllerAddress> controllers() {
        return reader.children(site.layout().controllers()).stream()
                .flatMap(id -> reader.data(site.layout().controller(id)).stream())
                .map(bytes -> decode(site.layout().controllers(), () -> ControllerAddress.decode(bytes)))
                .toList();
    }

    @Override
    public Optional<ModeRecord> mode() {
        String path = site.layout().mode();
        return reader.data(path).map(bytes -> decode(path, () -> ModeRecord.decode(bytes)));
    }

    @Override
    public Optional<PauseRecord> pause() {
        String path = site.layout().pause();
        return reader.data(path)
                .map(bytes -> decode(path, () -> PauseRecord.decode(bytes)))
                .filter(record -> !record.isEnd());
    }

    @Override
    public Optional<DisarmRecord> disarmed() {
        String path = site.layout().disarm();
        return reader.data(path).map(bytes -> decode(path, () -> DisarmRecord.decode(bytes)));
    }

    @Override
    public void disarm(String by, String reason) {
        write(switches -> switches.disarm(by, reason));
    }

    @Override
    public boolean rearm() {
        if (disarmed().isEmpty()) {
            return false;
        }
        write(Switches::rearm);
        return true;
    }

    @Override
    public Map<String, GateRecord> gateRecords() {
        Map<String, GateRecord> records = new TreeMap<>();
        for (String server : reader.children(site.layout().gate())) {
            String path = site.layout().gate() + "/" + server;
            reader.data(path).ifPresent(bytes -> records.put(server, decode(path, () -> GateRecord.decode(bytes))));
        }
        return records;
    }

    @Override
    public Set<String> regionServers() {
        return Set.copyOf(reader.children(site.layout().regionServers()));
    }

    @Override
    public boolean hasOurs() {
        return reader.exists(site.layout().parent());
    }

    @Override
    public void deleteOurs() {
        writeWith(ZooKeeperSession::deleteOurs);
    }

    @Override
    public Optional<ScorecardRecord> scorecard() {
        String path = site.layout().scorecard();
        return reader.data(path)
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> decode(path, () -> ScorecardRecord.decode(bytes)));
    }

    private static <T> T decode(String path, java.util.function.Supplier<T> record) {
        try {
            return record.get();
        } catch (LayoutException e) {
            throw new Trouble(
                    ExitCode.ERROR,
                    "Znode " + path + " holds something this version does not read: " + e.getMessage(),
                    "use the hbase-ha of the controllers' version",
                    e);
        }
    }

    @Override
    public void setMode(Mode mode, String by, String reason) {
        write(switches -> switches.setMode(mode, by, reason));
    }

    @Override
    public void pause(String by, String reason, Duration length) {
        write(switches -> switches.pause(by, reason, length));
    }

    @Override
    public boolean resume(String by, String reason) {
        if (pause().isEmpty()) {
            return false;
        }
        write(switches -> switches.resume(by, reason));
        return true;
    }

    @Override
    public void order(OrderRecord order) {
        writeWith(
                session -> new OperatorRecords(session).order(UUID.randomUUID().toString(), order));
    }

    @Override
    public void startMaintenance(String id, MaintenanceRecord window) {
        writeWith(session -> new OperatorRecords(session).startMaintenance(id, window));
    }

    @Override
    public boolean hasMaintenance(String id) {
        return reader.children(site.layout().maintenance()).contains(id);
    }

    @Override
    public boolean endMaintenance(String id) {
        if (!hasMaintenance(id)) {
            return false;
        }
        writeWith(session -> new OperatorRecords(session).endMaintenance(id));
        return true;
    }

    @Override
    public void resetBreaker(String breaker, String by, String reason) {
        writeWith(session -> new Resets(session, InstantSource.system()).reset(breaker, by, reason));
    }

    private void write(Write write) {
        writeWith(session -> write.to(new Switches(session, InstantSource.system())));
    }

    private void writeWith(SessionWrite write) {
        ZooKeeperSettings settings = new ZooKeeperSettings(site.quorum(), SESSION, PATIENCE, site.layout());
        try (ZooKeeperSession session =
                new ZooKeeperSession(settings, secret(), MonotonicClock.system(), observation -> {})) {
            session.start();
            write.with(session);
        } catch (CoordinationException e) {
            throw trouble(e);
        }
    }

    private Secret secret() {
        Path file = site.secretFile()
                .orElseThrow(() -> new Trouble(
                        ExitCode.USAGE,
                        "The secret that proves your right is not configured",
                        "set " + HaKeys.SECRET_FILE.name() + " in " + HaKeys.SITE_FILE
                                + " to the controllers' secret file"));
        try {
            return SecretFile.read(file);
        } catch (ConfigException e) {
            throw new Trouble(ExitCode.REFUSED, String.valueOf(e.getMessage()), "", e);
        }
    }

    private static Trouble trouble(CoordinationException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof KeeperException.NoAuthException) {
                return new Trouble(
                        ExitCode.REFUSED,
                        "ZooKeeper refuses to let us write: the secret of this machine is not the controllers' secret",
                        "copy their file to " + HaKeys.SECRET_FILE.name(),
                        e);
            }
            if (cause instanceof KeeperException.ConnectionLossException
                    || cause instanceof KeeperException.OperationTimeoutException) {
                return new Trouble(
                        ExitCode.TIMEOUT,
                        "ZooKeeper did not answer; whether the change was made is not known",
                        "look with hbase-ha status",
                        e);
            }
        }
        return new Trouble(ExitCode.ERROR, String.valueOf(e.getMessage()), "", e);
    }

    @Override
    public void close() {
        reader.close();
    }

    @FunctionalInterface
    private interface SessionWrite {
        void with(ZooKeeperSession session) throws CoordinationException;
    }

    @FunctionalInterface
    private interface Write {
        void to(Switches switches) throws CoordinationException;
    }
}
