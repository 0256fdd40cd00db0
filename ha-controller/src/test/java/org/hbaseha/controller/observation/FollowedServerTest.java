package org.hbaseha.controller.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.hbaseha.controller.detection.Observation.RecoverySeen;
import org.hbaseha.controller.detection.Observation.RegionAt;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public final class FollowedServerTest {

    private static final ServerName VICTIM = ServerName.valueOf("a,16020,1");
    private static final ServerName RESTARTED = ServerName.valueOf("a,16020,2");
    private static final ServerName OTHER = ServerName.valueOf("b,16020,1");
    private static final RegionName FIRST = region("first");
    private static final RegionName SECOND = region("second");

    private final FollowedServer server = new FollowedServer(VICTIM);

    @Test
    public void doesNotClaimThatNothingIsLeftBeforeItKnows() {
        assertThat(told(0).regionsLeft()).isEqualTo(RecoverySeen.NOT_KNOWN);

        server.dead();

        assertThat(told(1).regionsLeft()).isEqualTo(RecoverySeen.NOT_KNOWN);
    }

    @Test
    public void followsRegionsToWhereTheyOpen() {
        server.scan(List.of(row(FIRST, "OPEN", VICTIM), row(SECOND, "OPEN", VICTIM)));
        server.rows(List.of(row(FIRST, "OPENING", VICTIM), row(SECOND, "OPEN", VICTIM)));
        assertThat(told(0).regionsLeft()).isEqualTo(2);

        server.rows(List.of(row(FIRST, "OPEN", OTHER), row(SECOND, "OPENING", VICTIM)));
        RecoverySeen one = told(1);
        server.rows(List.of(row(SECOND, "OPEN", RESTARTED)));
        RecoverySeen both = told(2);

        assertThat(one.regionsLeft()).isEqualTo(1);
        assertThat(one.opened()).containsExactly(new RegionAt(FIRST.encoded(), OTHER));
        assertThat(both.regionsLeft()).isZero();
        assertThat(both.opened()).containsExactly(new RegionAt(SECOND.encoded(), RESTARTED));
    }

    @Test
    public void regionsThatAreNotMeantToBeOpenAreNotLeft() {
        server.scan(List.of(
                row(FIRST, "SPLIT", VICTIM), row(SECOND, "CLOSED", VICTIM), row(region("third"), "OPEN", VICTIM)));
        assertThat(server.left()).containsExactly(region("third"));

        server.rows(List.of(new RegionRow(region("third"), false, "", Optional.empty())));

        assertThat(told(0).regionsLeft()).isZero();
    }

    @Test
    public void aRegionThatIsClosedCountsUntilTheProcedureHasEnded() {
        server.scan(List.of(row(FIRST, "OPEN", VICTIM)));
        server.rows(List.of(row(FIRST, "CLOSED", VICTIM)));
        assertThat(told(0).regionsLeft()).isEqualTo(1);

        server.procedure(new CrashProcedure(true, true, true, Set.of(FIRST)));
        server.rows(List.of(row(FIRST, "CLOSED", VICTIM)));

        assertThat(told(1).regionsLeft()).isZero();
    }

    @Test
    public void learnsRegionsThatMovedBeforeItLookedFromTheProcedure() {
        server.scan(List.of());
        server.procedure(new CrashProcedure(true, false, false, Set.of(FIRST)));
        assertThat(told(0).regionsLeft()).isEqualTo(1);
        assertThat(told(1000).walSplitDone()).isFalse();

        server.rows(List.of(row(FIRST, "OPEN", OTHER)));

        RecoverySeen seen = told(1001);
        assertThat(seen.opened()).containsExactly(new RegionAt(FIRST.encoded(), OTHER));
        assertThat(seen.crashProcedureSeen()).isTrue();
        assertThat(seen.walSplitDone()).isTrue();
    }

    @Test
    public void aProcedureThatHasNotListedTheRegionsDoesNotMakeThemKnown() {
        server.procedure(new CrashProcedure(false, false, false, Set.of()));

        assertThat(told(0).regionsLeft()).isEqualTo(RecoverySeen.NOT_KNOWN);
    }

    @Test
    public void tellsChangesAtOnceAndOtherwiseEachSecond() {
        told(0);

        assertThat(tell(500)).isEmpty();
        assertThat(tell(1000)).isPresent();
        server.dead();
        assertThat(tell(1001)).isPresent();
    }

    private RecoverySeen told(long millis) {
        return tell(millis).orElseThrow();
    }

    private Optional<RecoverySeen> tell(long millis) {
        List<RecoverySeen> seen = new ArrayList<>();
        server.tell(() -> at(millis), seen::add);
        return seen.stream().findFirst();
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(Duration.ofMillis(millis).toNanos());
    }

    private static RegionName region(String table) {
        return RegionName.of(TableName.valueOf(table), new byte[0], 1);
    }

    private static RegionRow row(RegionName name, String state, ServerName location) {
        return new RegionRow(name, true, state, Optional.of(location));
    }
}
