package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.FreshReads;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.invariant.Verdict;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Operation;
import org.hbaseha.it.workload.OperationKind;
import org.hbaseha.it.workload.Outcome;
import org.hbaseha.it.workload.Pace;
import org.hbaseha.it.workload.RegionWorkload;
import org.hbaseha.it.workload.WorkloadTable;

/**
 * Hundreds of writers and readers at the same time, each with one row of one region. Writers and readers have connections of their own, so that no
 * reader learns from a writer's failure where a region went. A third of them sleeps through the fault and believes, when it is woken, what it knew
 * before: such readers ask a server that was expired, and is back. One thread.
 */
final class Hammer implements AutoCloseable {

    /** Rows of each region, with a writer, a reader and a sleeper each. */
    private static final int ROWS = 10;

    private static final Duration INTERVAL = Duration.ofMillis(60);
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    /** A call that waits in the sockets of a frozen server until it wakes is what is wanted of them. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** So many operations the freshness of reads and the safety of writes are promised over. */
    private static final int OPERATIONS = 100_000;

    private static final Duration WORKS = Duration.ofMinutes(3);

    private record Row(String name, RegionWorkload writer, RegionWorkload reader, RegionWorkload sleeper)
            implements AutoCloseable {

        Stream<RegionWorkload> clients() {
            return Stream.of(writer, reader, sleeper);
        }

        @Override
        public void close() throws IOException {
            writer.close();
            reader.close();
            sleeper.close();
        }
    }

    private final WorkloadTable table;
    private final InstantSource clock;
    private final List<Row> rows = new ArrayList<>();

    private Hammer(WorkloadTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Begins, and returns when every reader has read every region. */
    static Hammer start(Configuration client, WorkloadTable table, InstantSource clock) throws IOException {
        Hammer hammer = new Hammer(table, clock);
        boolean started = false;
        try {
            for (int i = 0; i < ROWS; i++) {
                hammer.addRow("hammer-" + i, client);
            }
            hammer.awaitAllServed(clock.instant());
            started = true;
            return hammer;
        } finally {
            if (!started) {
                hammer.close();
            }
        }
    }

    private void addRow(String name, Configuration client) throws IOException {
        Pace impatient = new Pace(name, INTERVAL, Optional.of(IMPATIENT));
        Pace patient = new Pace(name, INTERVAL, Optional.of(PATIENT));
        rows.add(new Row(
                name,
                start(client, impatient, OperationKind.PUT),
                start(client, impatient, OperationKind.GET),
                start(client, patient, OperationKind.GET)));
    }

    private RegionWorkload start(Configuration client, Pace pace, OperationKind kind) throws IOException {
        return RegionWorkload.start(client, table.name(), table.regions(), pace, EnumSet.of(kind), clock);
    }

    /** The sleepers fall asleep; returns when none of them waits for an answer, or it would begin no new read when it is woken. */
    void sleep() {
        rows.forEach(row -> row.sleeper().rest());
        awaiting("the sleepers have their answers").until(() -> rows.stream()
                .allMatch(row -> row.sleeper().oldestUnderWay().isEmpty()));
    }

    /** The writers pause: a frozen server's sockets fill with their calls, and when it wakes those take every handler until its log answers. */
    void holdWrites() {
        rows.forEach(row -> row.writer().rest());
    }

    void goOnWriting() {
        rows.forEach(row -> row.writer().goOn());
    }

    /** They wake, and read where they did before. */
    void wake() {
        rows.forEach(row -> row.sleeper().goOn());
    }

    /** Waits until every row of every region was written since, so that every older value is one that must not be read. */
    void awaitWritten(Instant since) {
        awaiting("every row is written again").until(() -> rows.stream().allMatch(row -> served(row.writer(), since)));
    }

    private void awaitAllServed(Instant since) {
        awaiting("every client is served by every region")
                .until(() -> rows.stream().flatMap(Row::clients).allMatch(each -> served(each, since)));
    }

    private boolean served(RegionWorkload client, Instant since) {
        return client.since(since)
                        .where(operation ->
                                operation.succeeded() && operation.start().isAfter(since))
                        .byRegion()
                        .size()
                == table.regions();
    }

    /**
     * Goes on until there are enough operations to judge, and requires that no write is lost and no read was stale.
     *
     * @param woken when the sleepers began to ask
     * @param back when the server that they asked could answer again
     */
    void requireInvariants(Instant woken, Instant back) throws IOException {
        awaiting(OPERATIONS + " operations have ended").atMost(WORKS).until(() -> operations() >= OPERATIONS);
        List<InvariantResult> results = judge();
        Map<Outcome, Long> asked = asleepIn(woken, back);
        System.out.println("  reads that waited for the server to be back: " + asked);
        for (InvariantResult result : results) {
            System.out.println("  " + result.name() + ": " + result.violations() + " of " + result.checked());
            result.examples().forEach(example -> System.out.println("    " + example));
        }
        assertThat(asked)
                .as("somebody asks the server that is back, or this shows nothing")
                .isNotEmpty();
        assertThat(results)
                .allSatisfy(
                        result -> assertThat(result.verdict()).as(result.name()).isEqualTo(Verdict.HOLDS));
    }

    /** Goes on until an instant, and judges whether reads were fresh. */
    InvariantResult judgeReadsUntil(Instant end) throws IOException {
        awaiting("readers have asked for long enough")
                .until(() -> clock.instant().isAfter(end));
        InvariantResult reads = judge().get(1);
        System.out.println("  " + reads.name() + ": " + reads.violations() + " of " + reads.checked());
        return reads;
    }

    private int operations() {
        return rows.stream()
                .flatMap(Row::clients)
                .mapToInt(client -> client.history().operations().size())
                .sum();
    }

    /** What became of the reads that sleepers began between two instants and that had no answer then, by outcome. */
    private Map<Outcome, Long> asleepIn(Instant from, Instant until) {
        return rows.stream()
                .flatMap(row -> row.sleeper().history().operations().stream())
                .filter(read -> !read.start().isBefore(from)
                        && read.start().isBefore(until)
                        && read.end().isAfter(until))
                .collect(Collectors.groupingBy(Operation::outcome, TreeMap::new, Collectors.counting()));
    }

    /** Stops all clients and judges what they saw: no write lost, no stale read. */
    private List<InvariantResult> judge() throws IOException {
        close();
        List<InvariantResult> lost = new ArrayList<>();
        List<InvariantResult> stale = new ArrayList<>();
        for (Row row : rows) {
            History written = row.writer().history();
            lost.add(AcknowledgedWrites.judge(written, table.contents(row.name())));
            stale.add(FreshReads.judge(
                    written.and(row.reader().history()).and(row.sleeper().history())));
        }
        return List.of(
                lost.stream().reduce(InvariantResult::and).orElseThrow(),
                stale.stream().reduce(InvariantResult::and).orElseThrow());
    }

    @Override
    public void close() throws IOException {
        for (Row row : rows) {
            row.close();
        }
    }
}
