package org.hbaseha.controller.planning.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.planning.breaker.Sight;
import org.hbaseha.layout.ScorecardRecord;
import org.junit.Test;

/** What a verdict was worth is told by what happens next. Two servers, s0 and s1, heard at each turn of 100 ms. */
public class ScorecardTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ServerName S0 = Facts.server("s0", 1);
    private static final ServerName S1 = Facts.server("s1", 1);

    private final Scorecard card = new Scorecard(NOON);
    private final Map<ServerName, Sight.Seen> servers = new TreeMap<>();
    private final List<Score> scores = new ArrayList<>();
    private long now;

    private ScorecardTest heard(ServerName... who) {
        for (ServerName server : who) {
            servers.put(server, new Sight.Seen(server, Sight.Sound.HEARD, at(now), true, false));
        }
        return run(100);
    }

    private ScorecardTest silent(ServerName server) {
        servers.computeIfPresent(
                server, (name, seen) -> new Sight.Seen(server, Sight.Sound.SILENT, seen.lastLife(), true, false));
        return run(100);
    }

    private ScorecardTest unregistered(ServerName server, boolean stopping) {
        servers.computeIfPresent(
                server, (name, seen) -> new Sight.Seen(server, Sight.Sound.GONE, seen.lastLife(), false, stopping));
        return run(100);
    }

    private ScorecardTest run(long millis) {
        for (long end = now + millis; now < end; ) {
            turn(100);
        }
        return this;
    }

    private void turn(long millis) {
        now += millis;
        scores.addAll(card.watch(
                new Sight(List.copyOf(servers.values()), 2, 2, 2, 2, Optional.of(at(0)), Optional.empty(), at(now))));
    }

    private ScorecardTest verdict(ServerName server, boolean heldUp) {
        card.verdict(server, "silent", heldUp, at(now));
        return run(100);
    }

    private List<Score.Kind> kinds() {
        return scores.stream().map(Score::kind).toList();
    }

    @Test
    public void aServerThatZooKeeperLetsGoLaterConfirmsTheVerdict() {
        heard(S0, S1).silent(S0).verdict(S0, false).run(36_000).unregistered(S0, false);

        assertThat(kinds()).containsExactly(Score.Kind.CONFIRMED);
        assertThat(card.total().confirmed()).isEqualTo(1);
        assertThat(card.total().earlier()).isEqualTo(Duration.ofMillis(36_200));
        assertThat(scores.get(0).sentence())
                .isEqualTo("Would have been expired 36200 ms before ZooKeeper let it go: silent");
    }

    @Test
    public void aServerThatBeatsAgainMakesItAMistake() {
        heard(S0, S1).silent(S0).verdict(S0, false).run(3_000).heard(S0);

        assertThat(kinds()).containsExactly(Score.Kind.MISTAKEN);
        assertThat(card.total().mistaken()).isEqualTo(1);
        assertThat(card.total().lastMistake())
                .isEqualTo("s0,16020,1: Would have been expired by mistake, it beat again after 3200 ms: silent");
    }

    @Test
    public void aMistakeBeginsTheCleanTimeAnew() {
        heard(S0, S1).run(10_000).silent(S0).verdict(S0, false).heard(S0).run(5_000);

        assertThat(card.total().clean()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
        assertThat(card.total().observed()).isGreaterThan(Duration.ofSeconds(29));
    }

    @Test
    public void afterAQuarterOfAnHourItIsUnknown() {
        heard(S0, S1).silent(S0).verdict(S0, false).run(899_800);
        assertThat(kinds()).isEmpty();

        run(100);
        assertThat(kinds()).containsExactly(Score.Kind.UNKNOWN);
        assertThat(card.total().unknown()).isEqualTo(1);
    }

    @Test
    public void aVerdictIsScoredOnceHoweverOftenItIsTold() {
        heard(S0, S1)
                .silent(S0)
                .verdict(S0, false)
                .verdict(S0, false)
                .verdict(S0, false)
                .unregistered(S0, false);

        assertThat(kinds()).containsExactly(Score.Kind.CONFIRMED);
        assertThat(card.total().earlier()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    public void whatABreakerHeldUpIsNoMistake() {
        heard(S0, S1).silent(S0).verdict(S0, true).heard(S0);

        assertThat(kinds()).containsExactly(Score.Kind.HELD);
        assertThat(card.total())
                .extracting(ScorecardRecord::mistaken, ScorecardRecord::held, ScorecardRecord::heldAlive)
                .containsExactly(0L, 1L, 1L);
    }

    @Test
    public void oneThatIsLetPassLaterCountsFromThen() {
        heard(S0, S1).silent(S0).verdict(S0, true).run(1_000).verdict(S0, false).unregistered(S0, false);

        assertThat(kinds()).containsExactly(Score.Kind.CONFIRMED);
        assertThat(card.total().earlier()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    public void whatWasActedOnIsNotScored() {
        heard(S0, S1).silent(S0).verdict(S0, true);
        card.acted(S0);
        unregistered(S0, false);

        assertThat(kinds()).isEmpty();
    }

    @Test
    public void aServerThatGoesUnforeseenIsMissedAndOneThatSaidGoodbyeIsNot() {
        heard(S0, S1).unregistered(S0, false).unregistered(S1, true);

        assertThat(scores)
                .extracting(Score::server, Score::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(S0, Score.Kind.MISSED));
        assertThat(card.total().missed()).isEqualTo(1);
    }

    @Test
    public void timeIsCountedForEachServerThatIsHeard() {
        heard(S0, S1).run(10_000).silent(S0).run(4_900);

        // Two for 10.1 s from the first turn on, less the turn in which one fell silent, and one for the 5 s after it.
        assertThat(card.total().observed()).isBetween(Duration.ofMillis(24_800), Duration.ofMillis(25_200));
    }

    @Test
    public void timeInWhichNobodyListenedDoesNotCount() {
        heard(S0, S1);
        turn(60_000);

        assertThat(card.total().observed()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    public void whatEarlierLeadersScoredIsAdded() {
        heard(S0, S1).silent(S0).verdict(S0, false).unregistered(S0, false);
        ScorecardRecord mine = card.total();
        assertThat(card.isLoaded()).isFalse();

        card.load(mine);

        assertThat(card.isLoaded()).isTrue();
        assertThat(card.total().confirmed()).isEqualTo(2);
        assertThat(card.total().clean()).isEqualTo(mine.clean().multipliedBy(2));
        assertThat(card.total().cleanElapsed()).isEqualTo(mine.cleanElapsed().multipliedBy(2));
        assertThat(card.total().since()).isEqualTo(NOON);
    }

    @Test
    public void aMistakeOfThisLeaderVoidsTheCleanTimeOfEarlierOnes() {
        ScorecardRecord day = new ScorecardRecord(
                NOON,
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(1),
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO,
                "");
        card.load(day);
        heard(S0, S1).silent(S0).verdict(S0, false).heard(S0);

        assertThat(card.total().clean()).isLessThan(Duration.ofSeconds(10));
        assertThat(card.total().cleanElapsed()).isLessThan(Duration.ofSeconds(10));
        assertThat(card.total().observed()).isGreaterThan(Duration.ofDays(1));
    }
}
