package org.hbaseha.monitor.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.continuous.KnownRow;
import org.hbaseha.monitor.continuous.SweepSchedule;
import org.hbaseha.monitor.coordination.LiveSettings;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.monitor.lag.rim.Watermark;
import org.hbaseha.monitor.view.TableView;
import org.hbaseha.outcome.Trouble;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on one pair, of the monitor that was elected for it. A thread makes rounds over all tables, comparing what was written; some more sweep regions that
 * are due. Nothing is compared before the watermark is known. {@link #run} ends when it is interrupted, and then all that is known was kept; the views
 * are for any thread.
 */
final class PairWork {

    private static final Logger LOG = LoggerFactory.getLogger(PairWork.class);

    private static final int SWEEPERS = 4;
    private static final Duration FOLLOW_TABLES = Duration.ofSeconds(30);
    private static final Duration KEEP = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(30);

    /** Where a round takes long, of many regions, it is this many times shorter than the pause after it. */
    private static final int BREATHER = 2;

    private final PairClusters pair;
    private final TableChoice choice;
    private final BookStore store;
    private final Supplier<LiveSettings> settings;
    private final InstantSource clock = InstantSource.system();
    private final ReadPace pace = new ReadPace(MonotonicClock.system());
    private final Map<String, TableWork> tables = new ConcurrentSkipListMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Watermark watermark;
    private volatile List<String> notes = List.of();
    private volatile Optional<String> unkept = Optional.empty();

    PairWork(
            PairClusters pair,
            Watermark watermark,
            TableChoice choice,
            BookStore store,
            Supplier<LiveSettings> settings) {
        this.pair = pair;
        this.watermark = watermark;
        this.choice = choice;
        this.store = store;
        this.settings = settings;
    }

    /** Works until it is interrupted. Throws {@link IOException} where a cluster cannot be asked for what there is to do. */
    void run() throws IOException, InterruptedException {
        ExecutorService sweepers =
                Executors.newFixedThreadPool(SWEEPERS, task -> daemon(task, "ha-sweep-" + pair.peer()));
        try {
            followTables();
            for (int i = 0; i < SWEEPERS; i++) {
                sweepers.execute(this::sweep);
            }
            makeRounds();
        } finally {
            sweepers.shutdownNow();
            awaitEnd(sweepers);
            keep();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    private void awaitEnd(ExecutorService sweepers) {
        try {
            if (!sweepers.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A sweep does not end peer={}", pair.peer());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeRounds() throws IOException, InterruptedException {
        Instant followed = clock.instant();
        Instant kept = clock.instant();
        while (true) {
            Instant begun = clock.instant();
            if (begun.isAfter(followed.plus(FOLLOW_TABLES))) {
                followTables();
                followed = begun;
            }
            Optional<Instant> applied = watermark.applied();
            if (applied.isPresent() && settings.get().paused().isEmpty()) {
                for (TableWork table : tables.values()) {
                    table.round(applied.get());
                }
            }
            if (begun.isAfter(kept.plus(KEEP))) {
                keep();
                kept = begun;
            }
            pause(begun);
        }
    }

    private void pause(Instant begun) throws InterruptedException {
        Duration took = Duration.between(begun, clock.instant());
        Duration breather = took.multipliedBy(BREATHER);
        Duration interval = settings.get().continuousInterval().minus(took);
        Thread.sleep(Math.max(interval.toMillis(), Math.max(0, breather.toMillis())));
    }

    private void sweep() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Long> read = mayCompare() ? sweepNext() : Optional.empty();
                Duration rest = read.map(
                                bytes -> pace.after(bytes, settings.get().sweepBytesPerSecond()))
                        .orElse(IDLE);
                Thread.sleep(rest.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("A sweep broke off by a bug of ours; the others go on peer={}", pair.peer(), e);
        }
    }

    private boolean mayCompare() {
        return settings.get().paused().isEmpty() && watermark.applied().isPresent();
    }

    /** Each table has its turn. So many bytes were read. */
    private Optional<Long> sweepNext() throws InterruptedException {
        List<TableWork> all = List.copyOf(tables.values());
        for (int i = 0; i < all.size(); i++) {
            TableWork table = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
            Optional<Long> read = table.sweep(schedule());
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private SweepSchedule schedule() {
        return new SweepSchedule(settings.get().sweepPeriod());
    }

    /** Takes up tables that are new, and gives up those that are not replicated any more. */
    private void followTables() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        List<String> trouble = new ArrayList<>();
        for (TableDescriptor table : pair.here().answer(pair.here().admin().listTableDescriptors())) {
            if (choice.wants(table, pair.config())) {
                String name = table.getTableName().getNameAsString();
                try {
                    follow(
                            name,
                            TablePair.of(
                                    pair.here(),
                                    table.getTableName(),
                                    pair.there(),
                                    table.getTableName(),
                                    pair.config()));
                    found.add(name);
                } catch (Trouble e) {
                    trouble.add(e.sentence());
                }
            }
        }
        choice.names().stream()
                .filter(name -> !choice.all() && !found.contains(name))
                .map(name -> "Table " + name + " is to be verified, and is not there or not replicated to this peer.")
                .forEach(trouble::add);
        tables.keySet().retainAll(found);
        if (!trouble.equals(notes)) {
            trouble.forEach(sentence -> LOG.warn("A table is not verified peer={}: {}", pair.peer(), sentence));
        }
        notes = List.copyOf(trouble);
    }

    private void follow(String name, TablePair table) throws IOException, InterruptedException {
        TableWork work = tables.get(name);
        if (work == null) {
            work = new TableWork(pair, table, store.read(pair.peer(), name), watermark::applied, clock);
        } else {
            work.follow(table);
        }
        work.followRegions();
        tables.put(name, work);
    }

    private void keep() {
        tables.forEach((name, table) -> table.unsaved().ifPresent(book -> {
            try {
                store.write(pair.peer(), name, book);
                unkept = Optional.empty();
            } catch (IOException e) {
                table.notSaved();
                LOG.warn("What is known cannot be kept table={} peer={}: {}", name, pair.peer(), e.getMessage());
                unkept = Optional.of(
                        "What is known cannot be kept, and would be compared again after a restart: " + e.getMessage());
            }
        }));
    }

    Optional<LagView> lag() {
        return watermark.there();
    }

    List<TableView> views() {
        LiveSettings now = settings.get();
        return tables.values().stream()
                .map(table -> table.view(schedule(), now.sweepBytesPerSecond(), now.paused()))
                .toList();
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        unkept.ifPresent(all::add);
        if (watermark.applied().isEmpty()) {
            all.add("Nothing is compared yet, for it is not known how far the peer is behind.");
        }
        if (watermark.lacksHeartbeats()) {
            all.add(
                    "Without heartbeats it is not known how far the peer is behind, so that differences are confirmed late:"
                            + " see the advice on lag.");
        }
        return all;
    }

    /** Rows that differ for sure, of each table. */
    Map<String, List<KnownRow>> rows() {
        Map<String, List<KnownRow>> found = new TreeMap<>();
        tables.forEach((name, table) -> found.put(name, table.rows()));
        return found;
    }
}
