package org.hbaseha.controller.detection;

import java.time.Duration;

/**
 * The suspicion level φ of Hayashibara et al. (SRDS 2004): were gaps normally distributed, one in 10<sup>φ</sup> would be longer than this
 * silence. The tail is computed by its logarithm (Numerical Recipes, {@code erfcc}: seven figures anywhere), where the logistic curve that
 * others use is 12 % off at the φ that matters. Pure.
 */
public final class PhiAccrual {

    /** At which a server is suspected. One gap in 10<sup>8</sup> is as long: with ten beats a second, one in four months. */
    public static final double HIGH = 8;

    /** At which beats come in time. One gap in ten is as long. */
    public static final double LOW = 1;

    private static final double[] TAIL = {
        0.17087277,
        -0.82215223,
        1.48851587,
        -1.13520398,
        0.27886807,
        -0.18628806,
        0.09678418,
        0.37409196,
        1.00002368,
        -1.26551223
    };

    /** Nothing is decided further out. */
    private static final double MOST_DEVIATIONS = 40;

    private static final double EXACT = 1e-9;

    private PhiAccrual() {}

    /** From 0 to 349.4; {@code deviation} must be positive. */
    public static double phi(Duration silence, Duration mean, Duration deviation) {
        return phi((double) silence.minus(mean).toNanos() / deviation.toNanos());
    }

    /** Of a silence so many deviations beyond the mean. */
    static double phi(double deviations) {
        if (deviations < 0) {
            return -Math.log10(1 - Math.pow(10, -phi(-deviations)));
        }
        double z = Math.min(MOST_DEVIATIONS, deviations) / Math.sqrt(2);
        double t = 1 / (1 + z / 2);
        double series = 0;
        for (double coefficient : TAIL) {
            series = series * t + coefficient;
        }
        double lnOfTail = Math.log(t / 2) - z * z + series;
        return -lnOfTail / Math.log(10);
    }

    /** The inverse: how many deviations beyond the mean φ reaches {@code phi}. By bisection; ask once. */
    public static double deviationsAt(double phi) {
        double low = 0;
        double high = MOST_DEVIATIONS;
        while (high - low > EXACT) {
            double middle = (low + high) / 2;
            if (phi(middle) < phi) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
