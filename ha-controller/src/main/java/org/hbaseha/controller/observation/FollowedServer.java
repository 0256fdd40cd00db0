package org.hbaseha.controller.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation.RecoverySeen;
import org.hbaseha.controller.detection.Observation.RegionAt;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * How far the recovery of one incarnation has come, put together from what the master and hbase:meta said. A region counts as left from when it
 * is first seen on the dead server until it is open elsewhere, or is not meant to be open any more (split, merged, dropped; closed for good once
 * the crash procedure has ended). Used by two threads, so every method is synchronized; none of them waits.
 */
final class FollowedServer {

    /** When nothing changes it is told again this often. */
    private static final Duration TELL_AGAIN = Duration.ofSeconds(1);

    /** States in which a region of a dead server waits to be opened again. */
    private static final Set<String> WANTED =
            Set.of("", "OPEN", "OPENING", "CLOSING", "ABNORMALLY_CLOSED", "FAILED_OPEN", "FAILED_CLOSE");

    private static final Set<String> REPLACED = Set.of("SPLIT", "MERGED");

    private final ServerName server;
    private final Map<String, RegionName> left = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<RegionAt> opened = new ArrayList<>();
    private boolean crashProcedureSeen;
    private boolean crashProcedureEnded;
    private boolean walSplitDone;
    private boolean scanned;
    private boolean known;
    private boolean changed = true;
    private Optional<MonotonicInstant> told = Optional.empty();

    FollowedServer(ServerName server) {
        this.server = server;
    }

    ServerName server() {
        return server;
    }

    /** The master has it among the dead, which it does a little before the procedure can be seen. */
    synchronized void dead() {
        changed |= !crashProcedureSeen;
        crashProcedureSeen = true;
    }

    synchronized boolean isCrashProcedureSeen() {
        return crashProcedureSeen;
    }

    synchronized void procedure(CrashProcedure procedure) {
        changed |= !crashProcedureSeen || walSplitDone != procedure.walSplitDone();
        crashProcedureSeen = true;
        crashProcedureEnded |= procedure.ended();
        walSplitDone |= procedure.walSplitDone();
        if (procedure.regionsKnown()) {
            known = true;
            procedure.regions().forEach(this::expect);
        }
    }

    /** Whether hbase:meta still has to be asked which regions there are. */
    synchronized boolean isToBeScanned() {
        return !scanned;
    }

    /** All regions that hbase:meta puts on this server. */
    synchronized void scan(List<RegionRow> rows) {
        scanned = true;
        known = true;
        changed = true;
        rows.stream()
                .filter(row -> WANTED.contains(row.state()))
                .map(RegionRow::name)
                .forEach(this::expect);
    }

    private void expect(RegionName name) {
        if (seen.add(name.encoded())) {
            left.put(name.encoded(), name);
            changed = true;
        }
    }

    synchronized List<RegionName> left() {
        return List.copyOf(left.values());
    }

    /** The rows of regions that were left. */
    synchronized void rows(List<RegionRow> rows) {
        rows.forEach(this::row);
    }

    private void row(RegionRow row) {
        String encoded = row.name().encoded();
        if (!left.containsKey(encoded)) {
            return;
        }
        Optional<ServerName> elsewhere = row.location().filter(location -> !location.equals(server));
        if (row.state().equals("OPEN") && elsewhere.isPresent()) {
            opened.add(new RegionAt(encoded, elsewhere.get()));
            // Regions open after the split only, and by then the procedure may be gone from the master's list.
            walSplitDone |= crashProcedureSeen;
            settle(encoded);
        } else if (!row.exists()
                || REPLACED.contains(row.state())
                || (row.state().equals("CLOSED") && crashProcedureEnded)) {
            settle(encoded);
        }
    }

    private void settle(String encoded) {
        left.remove(encoded);
        changed = true;
    }

    /**
     * Tells the sink, if there is anything new, or nothing was told for a second; regions that were opened are told once. The sink is called
     * with the lock held, so that what is told comes in the order in which it became true; it never blocks.
     */
    synchronized void tell(MonotonicClock clock, Consumer<? super RecoverySeen> sink) {
        MonotonicInstant now = clock.now();
        boolean lately =
                told.filter(last -> now.since(last).compareTo(TELL_AGAIN) < 0).isPresent();
        if (!changed && lately) {
            return;
        }
        changed = false;
        told = Optional.of(now);
        List<RegionAt> news = List.copyOf(opened);
        opened.clear();
        int regionsLeft = known ? left.size() : RecoverySeen.NOT_KNOWN;
        sink.accept(new RecoverySeen(server, crashProcedureSeen, walSplitDone, news, regionsLeft, now));
    }
}
