package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.repair.Agreement;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/**
 * Carries out a repair, or an undo, in rounds: reads rows, plans them, writes down what is to change, changes it; has regions compacted for the rows that need
 * it; and again with the rows that were changed, until nothing is to be done about any. What was not agreed to is not done. Before a cell is sent its line is
 * on disk; where that fails, or a cluster does not do its part, the run stops, and what was sent without an answer is looked at by whoever goes on. One thread;
 * interrupting it ends it.
 */
public final class RepairRun {

    /** Rows that are read and changed at once. */
    private static final int AT_ONCE = 32;

    /** A cluster that does not answer about one row within this has been asked about all of them. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration TELLING = Duration.ofSeconds(5);

    /**
     * How fast and how often.
     *
     * @param rowsPerSecond no more are looked at and changed
     * @param rounds rows that are not right after so many are left as they are
     */
    public record Settings(int rowsPerSecond, int rounds) {

        public Settings {
            if (rowsPerSecond < 1 || rounds < 2) {
                throw new IllegalArgumentException("A repair needs a row a second, and a round after a compaction rows="
                        + rowsPerSecond + " rounds=" + rounds);
            }
        }
    }

    /**
     * How it went.
     *
     * @param left what stays as it is, a sentence each, of the rows where something does
     * @param stopped why it ended before its time
     */
    public record Result(Map<RowKey, List<String>> left, Optional<String> stopped) {}

    /** Markers of one family of one side. */
    private record Place(Side side, String family) {}

    private final RowAccess rows;
    private final Map<Side, MarkerPurge> purges;
    private final Function<RowPair, RowRepair> planner;
    private final RepairLog log;
    private final Settings settings;
    private final Consumer<String> narrator;
    private final RowsPerSecond pace;
    private final Map<RowKey, List<String>> left = new TreeMap<>();
    private long told = System.nanoTime();

    /** {@code narrator} is told how far it is, a sentence at a time. */
    public RepairRun(
            RowAccess rows,
            Map<Side, MarkerPurge> purges,
            Function<RowPair, RowRepair> planner,
            RepairLog log,
            Settings settings,
            Consumer<String> narrator) {
        this.rows = rows;
        this.purges = Map.copyOf(purges);
        this.planner = planner;
        this.log = log;
        this.settings = settings;
        this.narrator = narrator;
        this.pace = new RowsPerSecond(settings.rowsPerSecond());
    }

    /** Does what was agreed to about {@code all}; called once. */
    public Result run(Collection<RowKey> all, Agreement agreement) throws InterruptedException {
        try {
            Collection<RowKey> pending = all;
            for (int round = 1; round <= settings.rounds() && !pending.isEmpty(); round++) {
                pending = round(round, pending, agreement);
            }
            log.settle(rows);
            return new Result(left, Optional.empty());
        } catch (JournalFailure e) {
            return new Result(left, Optional.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new Result(left, Optional.of("A cluster did not do its part: " + e.getMessage()));
        }
    }

    /** Returns the rows to look at again: they were changed, or wait for a compaction that was made. */
    private Set<RowKey> round(int round, Collection<RowKey> pending, Agreement agreement)
            throws IOException, InterruptedException {
        Set<RowKey> again = new LinkedHashSet<>();
        Map<Place, Map<RowKey, List<Purge>>> wanted = new LinkedHashMap<>();
        List<RowKey> waiting = List.copyOf(pending);
        int step = Math.min(AT_ONCE, settings.rowsPerSecond());
        for (int from = 0; from < waiting.size(); from += step) {
            List<RowKey> some = waiting.subList(from, Math.min(waiting.size(), from + step));
            pace.await(some.size());
            for (RowRepair plan : change(some, agreement)) {
                if (!plan.writes().isEmpty()) {
                    again.add(plan.row());
                }
                plan.purges().forEach(purge -> wanted.computeIfAbsent(
                                new Place(purge.side(), purge.family()), place -> new LinkedHashMap<>())
                        .computeIfAbsent(plan.row(), row -> new ArrayList<>())
                        .add(purge));
            }
            tell(round, Math.min(waiting.size(), from + step), waiting.size());
        }
        for (Map.Entry<Place, Map<RowKey, List<Purge>>> each : wanted.entrySet()) {
            if (round < settings.rounds()) {
                again.addAll(purge(each.getKey(), each.getValue()));
            } else {
                each.getValue().keySet().forEach(this::leaveHidden);
            }
        }
        return again;
    }

    private void tell(int round, int done, int all) {
        if (done == all || System.nanoTime() - told > TELLING.toNanos()) {
            told = System.nanoTime();
            narrator.accept("Round " + round + " of " + settings.rounds() + " at most: " + done + " of " + all
                    + (all == 1 ? " row." : " rows."));
        }
    }

    /** Plans these rows and writes what can be written now. */
    private List<RowRepair> change(List<RowKey> some, Agreement agreement) throws IOException, InterruptedException {
        Map<RowKey, CompletableFuture<RowPair>> reads = new LinkedHashMap<>();
        some.forEach(row -> reads.put(row, rows.read(row)));
        List<RowRepair> plans = new ArrayList<>();
        Optional<IOException> failure = Optional.empty();
        for (Map.Entry<RowKey, CompletableFuture<RowPair>> read : reads.entrySet()) {
            left.remove(read.getKey());
            try {
                plans.add(agreement.bounded(planner.apply(Cluster.answer(read.getValue(), PATIENCE))));
            } catch (IOException e) {
                failure = Optional.of(e);
                leave(read.getKey(), "It could not be read: " + e.getMessage());
            }
        }
        if (plans.isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        for (RowRepair plan : plans) {
            plan.impossible().forEach(leave -> leave(plan.row(), sentence(leave)));
        }
        log.write(plans, rows).forEach(this::leave);
        return plans;
    }

    private static String sentence(Leave leave) {
        return leave.divergence() + " " + leave.place().column() + " at "
                + leave.place().timestamp() + ": " + leave.sentence();
    }

    private void leave(RowKey row, String sentence) {
        left.computeIfAbsent(row, key -> new ArrayList<>()).add(sentence);
    }

    private void leaveHidden(RowKey row) {
        leave(
                row,
                "A marker is still there after " + (settings.rounds() - 1)
                        + " major compactions: a scan that began before them, hbase.hstore.time.to.purge.deletes, or"
                        + " compactions that are switched off keep it.");
    }

    private Set<RowKey> purge(Place place, Map<RowKey, List<Purge>> wanted) throws IOException, InterruptedException {
        MarkerPurge purge = purges.get(place.side());
        if (purge == null) {
            throw new IllegalStateException("Both sides can be compacted side=" + place.side());
        }
        Set<RowKey> done = new LinkedHashSet<>();
        for (MarkerPurge.Region region : purge.regionsOf(wanted.keySet())) {
            List<Purge> here = region.rows().stream()
                    .flatMap(row -> wanted.getOrDefault(row, List.of()).stream())
                    .toList();
            log.compaction(place.side(), region.toString(), place.family(), here);
            narrator.accept("Major compaction on " + place.side() + " of family " + place.family() + " of region "
                    + region + ", for " + region.rows().size() + " rows.");
            if (!purge.purge(region, place.family(), () -> isGone(here.get(0)))) {
                narrator.accept("Markers of region " + region + " are still there.");
            }
            done.addAll(region.rows());
        }
        return done;
    }

    /** Of the markers of one row: HBase compacts a family of a region whole, and what may keep others shows in the next round. */
    private boolean isGone(Purge purge) throws IOException, InterruptedException {
        RowPair pair = Cluster.answer(rows.read(purge.then().change().row()), PATIENCE);
        return purge.gone().stream()
                .filter(CellChange::isOfMarker)
                .noneMatch(gone -> purge.side().of(pair).raw().contains(gone.place()));
    }
}
