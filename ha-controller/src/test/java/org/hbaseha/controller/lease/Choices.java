package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Decides what happens next: at random from a seed, or one after the other until every combination has had its turn. */
abstract class Choices {

    /** From 0 to {@code of} - 1. */
    abstract int next(int of);

    /** The same once more. */
    static Choices of(List<Integer> taken) {
        Iterator<Integer> left = List.copyOf(taken).iterator();
        return new Choices() {
            @Override
            int next(int of) {
                return left.next();
            }
        };
    }

    static Choices random(long seed) {
        Random random = new Random(seed);
        return new Choices() {
            @Override
            int next(int of) {
                return random.nextInt(of);
            }
        };
    }

    /**
     * Every combination, as an odometer: the first run takes 0 everywhere, each later one counts up the last choice that has something left. A
     * run may ask for other numbers of choices than the one before; what it asks must depend on nothing but the answers.
     */
    static final class Exhaustive extends Choices {

        private final List<Integer> taken = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private int at;

        @Override
        int next(int of) {
            if (at == taken.size()) {
                taken.add(0);
                sizes.add(of);
            }
            return taken.get(at++);
        }

        List<Integer> taken() {
            return List.copyOf(taken.subList(0, at));
        }

        /** False when all combinations have been taken. */
        boolean again() {
            while (at > 0 && taken.get(at - 1) + 1 == sizes.get(at - 1)) {
                at--;
            }
            taken.subList(at, taken.size()).clear();
            sizes.subList(at, sizes.size()).clear();
            if (at == 0) {
                return false;
            }
            taken.set(at - 1, taken.get(at - 1) + 1);
            at = 0;
            return true;
        }
    }
}
