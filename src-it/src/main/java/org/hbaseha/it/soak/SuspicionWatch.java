package org.hbaseha.it.soak;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.it.cluster.LocalController;

/** Counts how often a leader began to suspect a server, by looking five times a second. A thread of its own. */
final class SuspicionWatch implements AutoCloseable {

    private static final long POLL_MILLIS = 200;

    private final List<LocalController> controllers;
    private final LongAdder suspicions = new LongAdder();
    private final Thread thread = new Thread(this::watch, "suspicion-watch");
    private Set<String> suspected = Set.of();

    SuspicionWatch(List<LocalController> controllers) {
        this.controllers = controllers;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                controllers.stream()
                        .flatMap(controller -> controller.state().stream())
                        .filter(ControllerView::leading)
                        .findFirst()
                        .ifPresent(this::look);
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(ControllerView leader) {
        Set<String> now = new HashSet<>();
        for (ServerView server : leader.servers()) {
            if (server.liveness().equals("SUSPECT")) {
                now.add(server.server());
            }
        }
        suspicions.add(
                now.stream().filter(server -> !suspected.contains(server)).count());
        suspected = now;
    }

    long suspicions() {
        return suspicions.sum();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
