package org.hbaseha.controller.admin;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.controller.admin.cluster.Controllers;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.preflight.PreflightFacts;
import org.hbaseha.controller.admin.text.Palette;
import org.hbaseha.controller.bundle.IncidentId;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.DisarmRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.layout.ResetRecord;
import org.hbaseha.layout.ScorecardRecord;

/** A cluster in memory for commands to talk to, and a place to keep what they said. */
final class FakeCluster implements Znodes, Controllers {

    final Configuration configuration = new Configuration(false);
    final List<ControllerAddress> controllers = new ArrayList<>();
    final List<Reply<ControllerView>> states = new ArrayList<>();
    final List<Reply<List<IncidentView>>> histories = new ArrayList<>();
    final List<Reply<byte[]>> bundles = new ArrayList<>();
    Optional<ModeRecord> mode = Optional.empty();
    Optional<PauseRecord> pause = Optional.empty();
    Optional<DisarmRecord> disarmed = Optional.empty();
    Map<String, GateRecord> gateRecords = Map.of();
    Set<String> regionServers = Set.of();
    boolean installed = true;
    final Map<String, ResetRecord> resets = new HashMap<>();
    Optional<ScorecardRecord> scorecard = Optional.of(Views.scorecard(Duration.ofHours(100), 0));
    Optional<PreflightFacts> facts = Optional.empty();
    Optional<Path> confDir = Optional.empty();
    Optional<Path> hbaseHome = Optional.empty();
    final List<OrderRecord> orders = new ArrayList<>();
    final Map<String, MaintenanceRecord> windows = new LinkedHashMap<>();
    String resumed = "";
    int rounds;
    Consumer<Duration> whileWaiting = span -> {};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Instant now = Views.NOON;

    /** A leader and nothing else. */
    static FakeCluster ledBy(ControllerView view) {
        FakeCluster cluster = new FakeCluster();
        cluster.controllers.add(Views.C1);
        cluster.states.add(Reply.of(Views.C1, view));
        cluster.histories.add(Reply.of(Views.C1, List.of()));
        return cluster;
    }

    int run(String... args) {
        return HbaseHa.run(
                new Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Palette.MONOCHROME,
                        InstantSource.fixed(now),
                        ZoneOffset.UTC,
                        "ann@ops",
                        confDir,
                        hbaseHome,
                        () -> Site.of(configuration),
                        site -> this,
                        this,
                        site -> facts.orElseThrow(),
                        span -> {
                            whileWaiting.accept(span);
                            return rounds-- > 0;
                        }),
                args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public List<ControllerAddress> controllers() {
        return controllers;
    }

    @Override
    public Optional<ModeRecord> mode() {
        return mode;
    }

    @Override
    public Optional<PauseRecord> pause() {
        return pause;
    }

    @Override
    public void setMode(Mode wanted, String by, String reason) {
        mode = Optional.of(new ModeRecord(wanted, by, reason, now));
    }

    @Override
    public void pause(String by, String reason, Duration length) {
        pause = Optional.of(new PauseRecord(by, reason, now, now.plus(length)));
    }

    @Override
    public boolean resume(String by, String reason) {
        resumed = by + ": " + reason;
        boolean there = pause.isPresent();
        pause = Optional.empty();
        return there;
    }

    @Override
    public Optional<DisarmRecord> disarmed() {
        return disarmed;
    }

    @Override
    public void disarm(String by, String reason) {
        disarmed = Optional.of(new DisarmRecord(by, reason, now));
    }

    @Override
    public boolean rearm() {
        boolean there = disarmed.isPresent();
        disarmed = Optional.empty();
        return there;
    }

    @Override
    public Map<String, GateRecord> gateRecords() {
        return gateRecords;
    }

    @Override
    public Set<String> regionServers() {
        return regionServers;
    }

    @Override
    public boolean hasOurs() {
        return installed;
    }

    @Override
    public void deleteOurs() {
        installed = false;
    }

    @Override
    public Optional<ScorecardRecord> scorecard() {
        return scorecard;
    }

    @Override
    public void resetBreaker(String breaker, String by, String reason) {
        resets.put(breaker, new ResetRecord(by, reason, now));
    }

    @Override
    public void order(OrderRecord order) {
        orders.add(order);
    }

    @Override
    public void startMaintenance(String id, MaintenanceRecord window) {
        windows.put(id, window);
    }

    @Override
    public boolean hasMaintenance(String id) {
        return windows.containsKey(id);
    }

    @Override
    public boolean endMaintenance(String id) {
        return windows.remove(id) != null;
    }

    @Override
    public List<Reply<ControllerView>> states(List<ControllerAddress> asked) {
        return states;
    }

    @Override
    public List<Reply<List<IncidentView>>> histories(List<ControllerAddress> asked) {
        return histories;
    }

    @Override
    public List<Reply<byte[]>> bundles(List<ControllerAddress> asked, IncidentId id) {
        return bundles;
    }

    @Override
    public void close() {}
}
