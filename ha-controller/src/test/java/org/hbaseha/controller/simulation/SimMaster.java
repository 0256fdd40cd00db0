package org.hbaseha.controller.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.time.MonotonicInstant;

/**
 * HBase's master: it watches the list of region servers and runs the crash procedure for each that goes. Procedures survive it. One that is
 * down misses what happens and catches up when the next one starts; now and then a deletion is missed altogether, and only Hbck helps.
 */
final class SimMaster {

    private final World world;
    private final Map<Integer, ServerName> regions = new LinkedHashMap<>();
    private final Map<ServerName, Procedure> procedures = new HashMap<>();
    private boolean up = true;

    private enum Procedure {
        RUNNING,
        LOGS_SPLIT,
        DONE
    }

    SimMaster(World world) {
        this.world = world;
    }

    void open(int region, ServerName server) {
        regions.put(region, server);
    }

    void crash() {
        up = false;
    }

    /** The next master takes every child of {@code rs} for online, and every server with regions that is none for crashed. */
    void startNext() {
        if (!up) {
            up = true;
            procedures.forEach((server, state) -> {
                if (state != Procedure.DONE) {
                    run(server);
                }
            });
            Set.copyOf(regions.values()).stream()
                    .filter(server -> !world.zooKeeper().isRegistered(server))
                    .sorted()
                    .forEach(this::begin);
        }
    }

    boolean isUp() {
        return up;
    }

    /** A new incarnation reports for duty: the one before it on that address has crashed. */
    void registered(ServerName server) {
        Set.copyOf(regions.values()).stream()
                .filter(other -> other.getAddress().equals(server.getAddress()) && !other.equals(server))
                .sorted()
                .forEach(other -> world.time().after(world.dice().millis(20, 500), () -> {
                    if (up) {
                        begin(other);
                    }
                }));
    }

    void unregistered(ServerName server) {
        boolean missed = world.zooKeeper().hasExpire(server) && world.dice().oneIn(10);
        if (!missed) {
            world.time().after(world.dice().millis(5, 200), () -> {
                if (up) {
                    begin(server);
                }
            });
        }
    }

    /** Hbck's schedule; false when nobody is there to take it. */
    boolean schedule(ServerName server) {
        if (up) {
            begin(server);
        }
        return up;
    }

    private void begin(ServerName server) {
        if (world.has(Flaw.MASTER_IS_IDLE)) {
            return;
        }
        if (procedures.putIfAbsent(server, Procedure.RUNNING) == null) {
            run(server);
        }
    }

    private void run(ServerName server) {
        world.time().after(world.dice().millis(100, 800), () -> {
            if (up) {
                procedures.put(server, Procedure.LOGS_SPLIT);
                assign(server);
            }
        });
    }

    private void assign(ServerName server) {
        world.time().after(world.dice().millis(100, 500), () -> {
            if (!up) {
                return;
            }
            List<ServerName> heirs = world.zooKeeper().registered().stream()
                    .filter(heir -> !procedures.containsKey(heir))
                    .sorted()
                    .toList();
            if (heirs.isEmpty()) {
                assign(server);
                return;
            }
            regions.replaceAll((region, at) -> at.equals(server) ? world.dice().pick(heirs) : at);
            procedures.put(server, Procedure.DONE);
        });
    }

    void closedAllRegions(ServerName server) {
        List<ServerName> heirs = world.zooKeeper().registered().stream()
                .filter(heir -> !heir.equals(server) && !procedures.containsKey(heir))
                .sorted()
                .toList();
        if (up && !heirs.isEmpty()) {
            regions.replaceAll((region, at) -> at.equals(server) ? world.dice().pick(heirs) : at);
        }
    }

    int regionsOf(ServerName server) {
        return (int) regions.values().stream().filter(server::equals).count();
    }

    Set<ServerName> holders() {
        return Set.copyOf(regions.values());
    }

    /** How far it has come with a server, as a controller that asks sees it. */
    Optional<Observation> recovery(ServerName server, MonotonicInstant at) {
        if (!up) {
            return Optional.empty();
        }
        Procedure state = procedures.get(server);
        return Optional.of(new Observation.RecoverySeen(
                server,
                state != null,
                state == Procedure.LOGS_SPLIT || state == Procedure.DONE,
                List.of(),
                regionsOf(server),
                at));
    }
}
