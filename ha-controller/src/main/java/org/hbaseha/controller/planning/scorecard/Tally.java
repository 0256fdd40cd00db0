package org.hbaseha.controller.planning.scorecard;

import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.layout.ScorecardRecord;

/** The counts of one leadership. Owned by {@link Scorecard}. */
final class Tally {

    private final Instant since;
    private Duration observed = Duration.ZERO;
    private Duration clean = Duration.ZERO;
    private Duration cleanElapsed = Duration.ZERO;
    private Duration earlier = Duration.ZERO;
    private Duration earliest = Duration.ZERO;
    private long confirmed;
    private long mistaken;
    private long unknown;
    private long missed;
    private long held;
    private long heldAlive;
    private String lastMistake = "";

    Tally(Instant since) {
        this.since = since;
    }

    /** {@code servers} were heard for {@code time}. */
    void observed(Duration time, int servers) {
        Duration sum = time.multipliedBy(servers);
        observed = observed.plus(sum);
        clean = clean.plus(sum);
        cleanElapsed = servers > 0 ? cleanElapsed.plus(time) : cleanElapsed;
    }

    void confirmed(Duration by) {
        confirmed++;
        earlier = earlier.plus(by);
        earliest = earliest.compareTo(by) > 0 ? earliest : by;
    }

    void mistaken(ServerName server, String sentence) {
        mistaken++;
        clean = Duration.ZERO;
        cleanElapsed = Duration.ZERO;
        lastMistake = server.getServerName() + ": " + sentence;
    }

    void unknown() {
        unknown++;
    }

    void missed() {
        missed++;
    }

    void held(boolean alive) {
        held++;
        heldAlive += alive ? 1 : 0;
    }

    ScorecardRecord record() {
        return new ScorecardRecord(
                since,
                observed,
                clean,
                cleanElapsed,
                confirmed,
                mistaken,
                unknown,
                missed,
                held,
                heldAlive,
                earlier,
                earliest,
                lastMistake);
    }
}
