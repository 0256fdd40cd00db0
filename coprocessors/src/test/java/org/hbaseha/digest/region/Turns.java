package org.hbaseha.digest.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;

/** Real threads of which one runs at a time, as far as it says, so that a seed decides who comes between whom. */
final class Turns {

    private static final class Actor {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private final Thread thread;
        private volatile boolean done;
        private volatile Optional<Throwable> failure = Optional.empty();

        Actor(Runnable part) {
            this.thread = new Thread(() -> play(part), "actor");
            thread.setDaemon(true);
        }

        private void play(Runnable part) {
            turn.acquireUninterruptibly();
            try {
                part.run();
            } catch (Throwable t) {
                failure = Optional.of(t);
            }
            done = true;
            back.release();
        }
    }

    private static final ThreadLocal<Actor> ME = new ThreadLocal<>();

    private final List<Actor> actors = new ArrayList<>();

    void add(Runnable part) {
        Actor[] actor = new Actor[1];
        actor[0] = new Actor(() -> {
            ME.set(actor[0]);
            part.run();
        });
        actors.add(actor[0]);
        actor[0].thread.start();
    }

    /** Said by an actor: now may come whoever's turn it is. Of other threads, nothing. */
    static void comeWhoMay() {
        Actor me = ME.get();
        if (me != null) {
            me.back.release();
            me.turn.acquireUninterruptibly();
        }
    }

    /** Until all are done; the first failure is thrown. */
    void run(Random random) {
        List<Actor> left = new ArrayList<>(actors);
        while (!left.isEmpty()) {
            Actor next = left.get(random.nextInt(left.size()));
            next.turn.release();
            next.back.acquireUninterruptibly();
            if (next.failure.isPresent()) {
                throw new AssertionError("An actor failed", next.failure.get());
            }
            if (next.done) {
                left.remove(next);
            }
        }
    }
}
