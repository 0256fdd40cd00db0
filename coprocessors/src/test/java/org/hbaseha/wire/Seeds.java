package org.hbaseha.wire;

import java.util.Random;

/** Random inputs that can be had again: the seed is printed, and {@code -Dha.test.seed=N} repeats it. */
public final class Seeds {

    private Seeds() {}

    public static Random random(String what) {
        long seed = Long.getLong("ha.test.seed", System.nanoTime());
        System.out.println(what + " seed=" + seed);
        return new Random(seed);
    }
}
