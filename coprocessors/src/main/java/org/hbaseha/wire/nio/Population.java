package org.hbaseha.wire.nio;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many accepted connections there are, how many of them have yet to prove themselves, and from where these come: no single address may
 * take the places of all. Acceptors that found no room for another stranger are told when there is. The loop's thread only.
 */
final class Population {

    private final StreamLimits limits;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> strangersFrom = new HashMap<>();
    private int connections;
    private int strangers;

    Population(StreamLimits limits) {
        this.limits = limits;
    }

    /** Why a connection from this address, accepted already, cannot be kept; empty when it can. */
    Optional<String> refusal(InetAddress from) {
        if (connections >= limits.connections()) {
            return Optional.of("Too many connections");
        } else if (hasItsShare(from)) {
            return Optional.of("Too many connections from one address without a proof of the secret");
        }
        return Optional.empty();
    }

    boolean hasRoomForStranger() {
        return strangers < limits.unauthenticated();
    }

    /** Calls {@code then} once, as soon as there is room for a stranger. */
    void whenRoomForStranger(Runnable then) {
        waiting.add(then);
    }

    /** To be taken for each accepted connection. */
    Seat seat(InetAddress from) {
        connections++;
        strangers++;
        strangersFrom.merge(from, 1, Integer::sum);
        return new Seat() {
            private boolean known;

            @Override
            public boolean isWanted() {
                return !known && (!waiting.isEmpty() || hasItsShare(from));
            }

            @Override
            public void proved() {
                known = true;
                strangerGone(from);
            }

            @Override
            public void leave() {
                connections--;
                if (!known) {
                    strangerGone(from);
                }
            }
        };
    }

    private boolean hasItsShare(InetAddress from) {
        return strangersFrom.getOrDefault(from, 0) >= limits.unauthenticatedOfOneHost();
    }

    private void strangerGone(InetAddress from) {
        strangers--;
        int left = strangersFrom.getOrDefault(from, 0) - 1;
        if (left > 0) {
            strangersFrom.put(from, left);
        } else {
            strangersFrom.remove(from);
        }
        List<Runnable> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(Runnable::run);
    }

    /** What one connection takes up. */
    interface Seat {

        /** Of a connection that we dialled ourselves. */
        Seat UNCOUNTED = new Seat() {
            @Override
            public boolean isWanted() {
                return false;
            }

            @Override
            public void proved() {}

            @Override
            public void leave() {}
        };

        /** Whether others cannot come in because of this one and its like, which have proved nothing. */
        boolean isWanted();

        /** The peer has proved the secret; once at most. */
        void proved();

        /** The socket is closed; once. */
        void leave();
    }
}
