package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/** A machine with one region server after the other on one address. */
final class SimHost {

    private static final int RPC_PORT = 16020;

    private final World world;
    private final String name;
    private SimServer.Clocks clocks;
    private final int clients;
    private boolean up = true;
    private long startCode;
    private SimServer current;

    /** {@code clients}: new connections in 100 ms, at most. {@code offset}: by how much its clocks are wrong. */
    SimHost(World world, String name, int clients, Duration offset) {
        this.world = world;
        this.name = name;
        this.clients = clients;
        this.clocks = new SimServer.Clocks(offset, Duration.ZERO);
        this.startCode = 1;
        this.current = new SimServer(world, this, ServerName.valueOf(name, RPC_PORT, startCode));
    }

    void start() {
        world.created(current);
        world.zooKeeper().register(current);
        current.start();
    }

    /** The next incarnation; the one before must be dead. */
    void restart() {
        if (current.life() == SimServer.Life.DEAD) {
            up = true;
            startCode++;
            current = new SimServer(world, this, ServerName.valueOf(name, RPC_PORT, startCode));
            start();
        }
    }

    void loseHost() {
        if (up) {
            up = false;
            current.vanish();
        }
    }

    String name() {
        return name;
    }

    SimServer current() {
        return current;
    }

    boolean isUp() {
        return up;
    }

    int clients() {
        return clients;
    }

    void setClock(Duration by) {
        clocks = clocks.wallSet(by);
        current.gate().clockSet();
    }

    MonotonicInstant clock() {
        return clocks.monotonic(world.time().now());
    }

    Instant wall() {
        return clocks.wall(world.time().now());
    }
}
