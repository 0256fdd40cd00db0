package org.hbaseha.it.benchmark;

import java.util.Locale;
import java.util.Optional;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.BoundLine.Verdict;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Samples;
import org.hbaseha.it.report.Statistics;

/** A promise that a benchmark is held against. Pure: takes what was measured, returns what became of the promise. */
sealed interface Bound {

    BoundLine judge(Samples samples);

    /**
     * A metric of {@link Variant#HBASE_HA} that must not be larger in any round. A round that gave no number although one was awaited breaks it: what
     * did not happen in time took too long.
     *
     * @param limit in the metric's unit
     * @param over what is measured in the same rounds and added to the limit, its least value; empty for none
     * @param rounds how many it is promised of; with fewer it can be broken, and not be kept
     */
    record Most(Scenario scenario, Metric metric, long limit, Optional<Metric> over, int rounds) implements Bound {

        Most(Scenario scenario, Metric metric, long limit) {
            this(scenario, metric, limit, Optional.empty(), 1);
        }

        Most over(Metric base) {
            return new Most(scenario, metric, limit, Optional.of(base), rounds);
        }

        Most in(int least) {
            return new Most(scenario, metric, limit, over, least);
        }

        @Override
        public BoundLine judge(Samples samples) {
            Optional<Statistics> found = measured(samples, metric);
            Optional<Statistics> base = over.flatMap(other -> measured(samples, other));
            int misses = samples.misses(scenario.label(), Variant.HBASE_HA.label(), metric);
            long bound = limit + base.map(Statistics::min).orElse(0L);
            String must = "max <= "
                    + over.map(other -> other.label() + " + " + amount(limit)
                                    + base.map(known -> " = " + amount(limit + known.min()))
                                            .orElse(""))
                            .orElse(amount(limit))
                    + (rounds > 1 ? " in " + rounds + " rounds" : "");
            Verdict verdict = verdict(found, misses, over.isPresent() && base.isEmpty(), bound);
            return new BoundLine(
                    scenario.label(),
                    Variant.HBASE_HA.label(),
                    metric.label(),
                    must,
                    words(found, misses) + (verdict == Verdict.TOO_FEW ? "; too few, " + howMore() : ""),
                    verdict);
        }

        private Verdict verdict(Optional<Statistics> found, int misses, boolean limitIsUnknown, long bound) {
            if (misses > 0) {
                return Verdict.BROKEN;
            }
            if (found.isEmpty() || limitIsUnknown) {
                return Verdict.UNKNOWN;
            }
            if (found.get().max() > bound) {
                return Verdict.BROKEN;
            }
            return found.get().n() < rounds ? Verdict.TOO_FEW : Verdict.HOLDS;
        }

        private String howMore() {
            String option =
                    scenario.hurtsControl() ? "--rounds-control " : scenario.isShort() ? "--rounds-ha " : "--rounds ";
            return option + rounds + " measures it";
        }

        private Optional<Statistics> measured(Samples samples, Metric what) {
            return samples.statistics(scenario.label(), Variant.HBASE_HA.label(), what);
        }

        private String words(Optional<Statistics> found, int misses) {
            String value = found.map(statistics -> "max " + amount(statistics.max()) + ", n=" + statistics.n())
                    .orElse("nothing");
            return misses == 0 ? value : value + ", absent in " + misses + " rounds";
        }

        private String amount(long value) {
            return value + (metric.unit().equals("ms") ? " ms" : "");
        }
    }

    /** How many times the median recovery of {@link Variant#HBASE_HA} that of another variant must be, at least. */
    record LeastRatio(Scenario scenario, Variant of, double least) implements Bound {

        @Override
        public BoundLine judge(Samples samples) {
            Optional<Double> found = samples.ratiosTo(Variant.HBASE_HA.label(), Metric.RECOVERED).stream()
                    .filter(ratio -> ratio.scenario().equals(scenario.label())
                            && ratio.of().equals(of.label()))
                    .map(ratio -> ratio.value())
                    .findFirst();
            return new BoundLine(
                    scenario.label(),
                    of.label() + " / " + Variant.HBASE_HA.label(),
                    Metric.RECOVERED.label(),
                    times(">= ", least),
                    found.map(value -> times("", value)).orElse("nothing"),
                    found.map(value -> value >= least ? Verdict.HOLDS : Verdict.BROKEN)
                            .orElse(Verdict.UNKNOWN));
        }

        private static String times(String before, double value) {
            return String.format(Locale.ROOT, "%s%.2f times", before, value);
        }
    }

    /** No acknowledged write is lost, over all variants and scenarios. */
    record NothingLost(Optional<InvariantResult> found) implements Bound {

        private static final String ALL = "all";

        @Override
        public BoundLine judge(Samples samples) {
            return new BoundLine(
                    ALL,
                    ALL,
                    AcknowledgedWrites.NAME,
                    "0",
                    found.map(result -> result.violations() + " of " + result.checked())
                            .orElse("nothing"),
                    found.map(NothingLost::verdict).orElse(Verdict.UNKNOWN));
        }

        private static Verdict verdict(InvariantResult result) {
            return switch (result.verdict()) {
                case HOLDS -> Verdict.HOLDS;
                case VIOLATED -> Verdict.BROKEN;
                case UNKNOWN -> Verdict.UNKNOWN;
            };
        }
    }
}
