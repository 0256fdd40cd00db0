package org.hbaseha.health.region;

import java.util.Optional;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.wire.Message;

/**
 * Whether the agent has to go, and what it says then. The first reason counts. Asked at each turn of the agent's threads rather than told by
 * a hook alone, because an abort reports to the master, which may take long, before it calls any hook, and because after
 * {@code update_config} the hooks of another instance are called, or none. Any thread.
 */
final class Departure {

    private final HostServer host;
    private volatile Optional<Message.Goodbye> decided = Optional.empty();

    Departure(HostServer host) {
        this.host = host;
    }

    synchronized void ask(GoodbyeReason reason) {
        if (decided.isEmpty()) {
            decided = Optional.of(new Message.Goodbye(reason, text(reason)));
        }
    }

    /** Present once the agent has to go; never changes after that. */
    Optional<Message.Goodbye> due() {
        if (decided.isEmpty()) {
            host.ending().ifPresent(this::ask);
        }
        return decided;
    }

    private static String text(GoodbyeReason reason) {
        return switch (reason) {
            case STOP -> "the region server stops in order";
            case ABORT -> "the region server aborts";
            case AGENT_LEAVES -> "the agent was unloaded, the region server serves on";
        };
    }
}
