package org.hbaseha.controller;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.view.ControllerView;
import org.jspecify.annotations.Nullable;

/**
 * Ties the knot between the rim, which reports to the loop, and the loop, which commands the rim. What is observed before there is a loop waits
 * in ZooKeeper or comes again, so it is dropped. Any thread.
 */
final class LoopReference {

    private final AtomicReference<@Nullable ControlLoop> loop = new AtomicReference<>();
    private volatile Consumer<Set<ServerName>> onServers = servers -> {};

    /** {@code onServers} hears of all registered servers before any of them can be suspected. */
    void set(ControlLoop running, Consumer<Set<ServerName>> hears) {
        onServers = hears;
        loop.set(running);
    }

    ControlLoop get() {
        ControlLoop running = loop.get();
        if (running == null) {
            throw new IllegalStateException("The control loop is not there yet");
        }
        return running;
    }

    void observe(Observation observation) {
        if (observation instanceof Observation.RegisteredServers registered) {
            onServers.accept(registered.servers());
        }
        ControlLoop running = loop.get();
        if (running != null) {
            running.observe(observation);
        }
    }

    ControllerView state() {
        return get().shown().state();
    }

    /** Asked at each acknowledgement. */
    boolean mayActOnSilence() {
        ControlLoop running = loop.get();
        return running != null && running.shown().mode().arms();
    }
}
