package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.PhiAccrual;

/** A detector that knows beats only: a server is dead when none has come for as long as its rule says. */
final class Rival {

    private final String name;
    private final Map<ServerName, Heard> heard = new HashMap<>();
    private final Rule rule;

    /** How long a server may be silent. One for all servers, or one for each. */
    interface Rule {

        /** {@code gap} is what has passed since the beat before. Returns the bound from now on. */
        Duration boundAfter(ServerName server, Duration gap);
    }

    private static final class Heard {
        private Duration at;
        private long deadAtNanos;
        private boolean dead;

        Heard(Duration at, Duration bound) {
            this.at = at;
            beat(at, bound);
        }

        void beat(Duration now, Duration bound) {
            at = now;
            deadAtNanos = now.plus(bound).toNanos();
            dead = false;
        }
    }

    private Rival(String name, Rule rule) {
        this.name = name;
        this.rule = rule;
    }

    static Rival fixed(Duration bound) {
        return new Rival("fixed time-out " + bound.toMillis() + " ms", (server, gap) -> bound);
    }

    /** As its paper has it, with the least deviation that Akka ships: 100 ms. */
    static Rival phi(double phi) {
        Map<ServerName, Gaps> gaps = new HashMap<>();
        double deviations = PhiAccrual.deviationsAt(phi);
        return new Rival("φ-accrual, φ = " + (int) phi, (server, gap) -> gaps.computeIfAbsent(server, any -> new Gaps())
                .boundWith(gap, deviations));
    }

    String name() {
        return name;
    }

    void beat(ServerName server, Duration now) {
        Heard before = heard.get(server);
        if (before == null) {
            heard.put(server, new Heard(now, rule.boundAfter(server, SimServer.BEAT)));
            return;
        }
        before.beat(now, rule.boundAfter(server, now.minus(before.at)));
    }

    void turn(Duration now, Consumer<ServerName> verdicts) {
        long nanos = now.toNanos();
        heard.forEach((server, last) -> {
            if (!last.dead && nanos >= last.deadAtNanos) {
                last.dead = true;
                verdicts.accept(server);
            }
        });
    }

    /** The last thousand gaps of one server. */
    private static final class Gaps {
        private static final int KEPT = 1000;
        private static final double LEAST_DEVIATION = 100;
        private final double[] millis = new double[KEPT];
        private int count;
        private double sum;
        private double squares;

        Duration boundWith(Duration gap, double deviations) {
            int place = count % KEPT;
            sum += gap.toMillis() - millis[place];
            squares += (double) gap.toMillis() * gap.toMillis() - millis[place] * millis[place];
            millis[place] = gap.toMillis();
            count++;
            int n = Math.min(count, KEPT);
            double mean = sum / n;
            double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares / n - mean * mean)));
            return Duration.ofNanos((long) ((mean + deviations * deviation) * 1e6));
        }
    }
}
