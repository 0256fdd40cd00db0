package org.hbaseha.health.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.nio.WireStream;

/**
 * Decides which controllers to dial and when, and knows the streams that are open. One link a controller that ZooKeeper lists; a listed
 * controller is dialled until it answers. A controller that is listed no more keeps its stream as long as that lives: trouble with ZooKeeper
 * must not cost streams.
 *
 * <pre>
 * from     to       when
 * waiting  dialling the wait is over
 * dialling open     the stream is authenticated
 * dialling waiting  the dial failed, or nothing was heard of it for long
 * open     waiting  the stream ended
 * waiting  (gone)   not listed
 * </pre>
 *
 * <p>Thread safe; no thread, clock or socket of its own. The beat thread only reads {@link #open()}, which takes no lock.
 */
final class ControllerLinks {

    /** Three are usual. More than this is an error or an attack on our memory, and the rest is left out. */
    static final int MOST = 16;

    /** A dial ends by itself much earlier; this is for the case that its end was not told. */
    private static final Duration DIAL_PATIENCE = Duration.ofSeconds(30);

    private sealed interface State {
        record Waiting(MonotonicInstant until) implements State {}

        record Dialling(MonotonicInstant since) implements State {}

        record Open(WireStream stream, MonotonicInstant since) implements State {}
    }

    private static final class Link {
        private final ControllerAddress address;
        private State state;
        private boolean listed = true;
        private int failures;

        Link(ControllerAddress address, MonotonicInstant now) {
            this.address = address;
            this.state = new State.Waiting(now);
        }
    }

    private final Backoff backoff;
    private final DoubleSupplier chance;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private volatile List<WireStream> open = List.of();
    private boolean left;

    /** @param chance numbers from 0 to 1 for the jitter of the waits */
    ControllerLinks(Backoff backoff, DoubleSupplier chance) {
        this.backoff = backoff;
        this.chance = chance;
    }

    /** The controllers ZooKeeper lists now. Not called while ZooKeeper is away: then the last list counts. */
    synchronized void listed(Collection<ControllerAddress> addresses, MonotonicInstant now) {
        links.values().forEach(link -> link.listed = false);
        for (ControllerAddress address : addresses) {
            Link known = links.get(address.id());
            if (known != null) {
                known.listed = true;
            } else if (links.size() < MOST) {
                links.put(address.id(), new Link(address, now));
            }
        }
        forgetUnlisted();
    }

    /** Whom to dial now; each is taken for being dialled from here on, until {@link #opened} or {@link #ended}. */
    synchronized List<ControllerAddress> takeDue(MonotonicInstant now) {
        List<ControllerAddress> due = new ArrayList<>();
        for (Link link : links.values()) {
            if (link.state instanceof State.Dialling dialling
                    && now.since(dialling.since()).compareTo(DIAL_PATIENCE) > 0) {
                failed(link, now);
            }
            if (!left && link.state instanceof State.Waiting waiting && !now.isBefore(waiting.until())) {
                link.state = new State.Dialling(now);
                due.add(link.address);
            }
        }
        return due;
    }

    /** False when the stream is not wanted: the agent leaves, or this controller has a stream or was given up. The caller closes it. */
    synchronized boolean opened(String id, WireStream stream, MonotonicInstant now) {
        Link link = links.get(id);
        if (left || link == null || !(link.state instanceof State.Dialling)) {
            return false;
        }
        link.state = new State.Open(stream, now);
        showOpen();
        return true;
    }

    /** A dial failed. */
    synchronized void ended(String id, MonotonicInstant now) {
        Link link = links.get(id);
        if (link != null && link.state instanceof State.Dialling) {
            failed(link, now);
            forgetUnlisted();
        }
    }

    /** A stream that was opened is closed; nothing happens when it is not the one in use. */
    synchronized void closed(String id, WireStream stream, MonotonicInstant now) {
        Link link = links.get(id);
        if (link != null && link.state instanceof State.Open was && was.stream() == stream) {
            if (now.since(was.since()).compareTo(backoff.most()) > 0) {
                // It had worked. One that is closed as soon as it is open keeps its count: such a controller is not
                // dialled in a circle.
                link.failures = 0;
            }
            failed(link, now);
            showOpen();
            forgetUnlisted();
        }
    }

    /** Streams to beat on; a snapshot, in a fixed order. */
    List<WireStream> open() {
        return open;
    }

    /** From now on nobody is dialled and no stream is taken. */
    synchronized void leave() {
        left = true;
    }

    private void failed(Link link, MonotonicInstant now) {
        link.failures++;
        link.state = new State.Waiting(now.plus(backoff.after(link.failures, chance.getAsDouble())));
    }

    private void forgetUnlisted() {
        links.values().removeIf(link -> !link.listed && link.state instanceof State.Waiting);
    }

    private void showOpen() {
        List<WireStream> streams = new ArrayList<>();
        for (Link link : links.values()) {
            if (link.state instanceof State.Open live) {
                streams.add(live.stream());
            }
        }
        open = List.copyOf(streams);
    }
}
