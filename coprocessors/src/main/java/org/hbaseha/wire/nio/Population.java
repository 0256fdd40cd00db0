package org.hbaseha.wire.nio;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How many accepted connections there are and how many of them have yet to prove themselves. Acceptors that found no room for another
 * stranger are told when there is. The loop's thread only.
 */
final class Population {

    private final StreamLimits limits;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int connections;
    private int strangers;

    Population(StreamLimits limits) {
        this.limits = limits;
    }

    boolean isFull() {
        return connections >= limits.connections();
    }

    boolean hasRoomForStranger() {
        return strangers < limits.unauthenticated();
    }

    /** Calls {@code then} once, as soon as there is room for a stranger. */
    void whenRoomForStranger(Runnable then) {
        waiting.add(then);
    }

    /** To be taken for each accepted connection. */
    Seat seat() {
        connections++;
        strangers++;
        return new Seat() {
            private boolean known;

            @Override
            public void proved() {
                known = true;
                strangerGone();
            }

            @Override
            public void leave() {
                connections--;
                if (!known) {
                    strangerGone();
                }
            }
        };
    }

    private void strangerGone() {
        strangers--;
        List<Runnable> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(Runnable::run);
    }

    /** What one connection takes up. */
    interface Seat {

        /** Of a connection that we dialled ourselves. */
        Seat UNCOUNTED = new Seat() {
            @Override
            public void proved() {}

            @Override
            public void leave() {}
        };

        /** The peer has proved the secret; once at most. */
        void proved();

        /** The socket is closed; once. */
        void leave();
    }
}
