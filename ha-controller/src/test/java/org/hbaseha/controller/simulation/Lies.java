package org.hbaseha.controller.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.health.Beat;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ResetRecord;
import org.hbaseha.wire.Capability;

/** What stands between one core and its world in a world with a {@link Flaw}: nothing in one without. */
final class Lies {

    private static final int PHANTOMS = 24;

    private final World world;
    private final SimController controller;
    private long told;
    private boolean phantomsUp;

    Lies(World world, SimController controller) {
        this.world = world;
        this.controller = controller;
    }

    /** What the core is told when {@code seen} is what there is to be seen. */
    List<Observation> told(List<Observation> seen) {
        if (world.has(Flaw.NONE)) {
            return seen;
        }
        List<Observation> all = new ArrayList<>();
        seen.forEach(each -> all.add(told(each)));
        if (world.has(Flaw.BREAKERS_RESET)) {
            resetAll(all);
        } else if (world.has(Flaw.PHANTOMS)) {
            phantomsBeat(all);
        }
        return all;
    }

    private Observation told(Observation seen) {
        if (seen instanceof Observation.SwitchesRead read) {
            return new Observation.SwitchesRead(
                    world.has(Flaw.MODE_NOT_TOLD) ? Mode.AUTOMATIC : read.mode(),
                    world.has(Flaw.PAUSE_NOT_TOLD) ? Optional.empty() : read.pause(),
                    read.at());
        } else if (seen instanceof Observation.MaintenanceRead read && world.has(Flaw.WINDOWS_NOT_TOLD)) {
            return new Observation.MaintenanceRead(List.of(), read.at());
        } else if (seen instanceof Observation.RegisteredServers list && world.has(Flaw.PHANTOMS)) {
            Set<ServerName> more = new HashSet<>(list.servers());
            for (int i = 0; i < PHANTOMS; i++) {
                more.add(phantom(i));
            }
            return new Observation.RegisteredServers(more, list.at());
        }
        return seen;
    }

    private void resetAll(List<Observation> all) {
        told++;
        for (BreakerName breaker : BreakerName.values()) {
            if (breaker.canBeReset()) {
                ResetRecord record = new ResetRecord("nobody", "test " + told, World.WALL);
                all.add(new Observation.BreakerReset(breaker.word(), record, controller.now(), controller.now()));
            }
        }
    }

    private static ServerName phantom(int number) {
        return ServerName.valueOf("phantom" + number, 16020, 1);
    }

    /** They are heard at every turn, so that nothing is ever suspected of them. */
    private void phantomsBeat(List<Observation> all) {
        told++;
        for (int i = 0; i < PHANTOMS; i++) {
            if (!phantomsUp) {
                all.add(new Observation.StreamOpened(phantom(i), Set.of(Capability.WORK_BEACON), controller.now()));
            }
            Beat beat = new Beat(told, 1, controller.now(), World.WALL, 0, WorkBeacon.IDLE, GateReport.NONE);
            all.add(new Observation.BeatSeen(phantom(i), beat, controller.now()));
        }
        phantomsUp = true;
    }

    /** The step that is taken when the core wants {@code wanted}. */
    Step taken(Step wanted) {
        if (world.has(Flaw.STEP_IS_MISDIRECTED) && wanted instanceof Step.WriteExpire write) {
            return world.zooKeeper().registered().stream()
                    .filter(other -> !other.equals(write.server()))
                    .sorted()
                    .findFirst()
                    .<Step>map(
                            other -> new Step.WriteExpire(other, write.epoch(), write.evidenceClass(), write.reason()))
                    .orElse(wanted);
        }
        return wanted;
    }
}
