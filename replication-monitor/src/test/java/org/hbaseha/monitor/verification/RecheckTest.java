package org.hbaseha.monitor.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Which looks make a difference sure; times are seconds after {@link #START}. */
public class RecheckTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final CellImage OLD =
            Cells.put("f", "q", START.minusSeconds(3600).toEpochMilli(), "old");

    private final Recheck recheck = recheck(RecheckConfig.DEFAULT);

    private static Recheck recheck(RecheckConfig config) {
        return new Recheck(new RowJudge(new JudgeRules(false, Map.of())), config);
    }

    private static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    private static Optional<Instant> watermark(double seconds) {
        return Optional.of(at(seconds));
    }

    private static RowPair missing(String row, CellImage... cells) {
        RowKey key = Cells.row(row);
        return new RowPair(new RowImage(key, List.of(cells), List.of(cells)), new RowImage(key, List.of(), List.of()));
    }

    private static RowPair equal(String row) {
        RowImage image = new RowImage(Cells.row(row), List.of(OLD), List.of(OLD));
        return new RowPair(image, image);
    }

    private static CellImage put(double seconds, String value) {
        return Cells.put("f", "q", at(seconds).toEpochMilli(), value);
    }

    private static RecheckResult.Again again(RecheckResult result) {
        assertThat(result).isInstanceOf(RecheckResult.Again.class);
        return (RecheckResult.Again) result;
    }

    private static RowFindings confirmed(RecheckResult result) {
        assertThat(result).isInstanceOf(RecheckResult.Confirmed.class);
        return ((RecheckResult.Confirmed) result).row();
    }

    @Test
    public void aDifferenceSeenTwiceAndPassedByTheWatermarkIsSure() {
        RecheckResult.Again first = again(recheck.look(missing("r", OLD), watermark(-1), at(0)));
        RowFindings row = confirmed(recheck.look(missing("r", OLD), watermark(0), at(1)));

        assertThat(first.at()).isEqualTo(at(1));
        assertThat(first.why()).isEqualTo("It was seen like this 1 of 2 times.");
        assertThat(first.soFar().findings()).extracting(Finding::divergence).containsExactly(Divergence.MISSING);
        assertThat(first.soFar().confirmed()).isEmpty();
        assertThat(row.firstSeen()).isEqualTo(at(0));
        assertThat(row.confirmed()).contains(at(1));
        assertThat(row.findings()).extracting(Finding::divergence).containsExactly(Divergence.MISSING);
        assertThat(recheck.inFlight()).isEmpty();
        assertThat(recheck.nextDue()).isEmpty();
    }

    @Test
    public void aRowThatBecomesEqualIsForgotten() {
        recheck.look(missing("r", OLD), watermark(0), at(0));

        assertThat(recheck.look(equal("r"), watermark(1), at(1))).isEqualTo(new RecheckResult.Equal());

        assertThat(recheck.inFlight()).isEmpty();
        assertThat(again(recheck.look(missing("r", OLD), watermark(9), at(9))).why())
                .isEqualTo("It was seen like this 1 of 2 times.");
    }

    @Test
    public void twoLooksThatAreNotFarEnoughApartAreOne() {
        recheck.look(missing("r", OLD), watermark(0), at(0));

        again(recheck.look(missing("r", OLD), watermark(0.9), at(0.999)));

        confirmed(recheck.look(missing("r", OLD), watermark(0.9), at(1)));
    }

    @Test
    public void asManyLooksAreNeededAsConfigured() {
        RecheckConfig four = new RecheckConfig(
                4, Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofMinutes(1), Duration.ZERO, 9);
        Recheck careful = recheck(four);

        for (int look = 0; look < 3; look++) {
            again(careful.look(missing("r", OLD), watermark(look), at(look)));
        }

        confirmed(careful.look(missing("r", OLD), watermark(3), at(3)));
    }

    @Test
    public void anyChangeOnEitherSideBeginsAnew() {
        RowPair marked = new RowPair(
                missing("r", OLD).ours(),
                new RowImage(Cells.row("r"), List.of(), List.of(Cells.deleteFamily("f", OLD.timestamp() - 1))));
        recheck.look(missing("r", OLD), watermark(0), at(0));

        assertThat(again(recheck.look(marked, watermark(1), at(1))).why())
                .isEqualTo("It was seen like this 1 of 2 times, and changed 1 time before.");
        assertThat(again(recheck.look(missing("r", OLD), watermark(2), at(2))).why())
                .isEqualTo("It was seen like this 1 of 2 times, and changed 2 times before.");

        RowFindings row = confirmed(recheck.look(missing("r", OLD), watermark(2), at(3)));
        assertThat(row.firstSeen()).isEqualTo(at(0));
    }

    @Test
    public void waitsForTheWatermarkToPassTheFirstLookWhateverTimestampsClientsChose() {
        recheck.look(missing("r", OLD), watermark(-5), at(0));

        RecheckResult.Again late = again(recheck.look(missing("r", OLD), watermark(-0.001), at(5)));

        assertThat(late.why())
                .isEqualTo("The watermark 1795168799999 is before the first look at it like this, 1795168800000.");
        confirmed(recheck.look(missing("r", OLD), watermark(0), at(7)));
    }

    @Test
    public void waitsForTheWatermarkToPassTheNewestCell() {
        CellImage ahead = put(3, "written by a server whose clock is ahead");
        recheck.look(missing("r", ahead), watermark(0), at(0));

        RecheckResult.Again early = again(recheck.look(missing("r", ahead), watermark(2.999), at(2.999)));

        assertThat(early.why())
                .isEqualTo("Put f:q at 1795168803000 on the source is newer than the watermark 1795168802999.");
        assertThat(early.soFar().findings()).extracting(Finding::divergence).containsExactly(Divergence.IN_FLIGHT);
        confirmed(recheck.look(missing("r", ahead), watermark(3), at(4)));
    }

    @Test
    public void aTimestampFromTheFarFutureDoesNotKeepARowInFlightForEver() {
        CellImage future = put(7200, "a client's choice");
        recheck.look(missing("r", future), watermark(0), at(0));

        RowFindings row = confirmed(recheck.look(missing("r", future), watermark(1), at(1)));

        assertThat(row.findings()).extracting(Finding::divergence).containsExactly(Divergence.MISSING);
    }

    @Test
    public void withoutAWatermarkNothingIsSure() {
        recheck.look(missing("r", OLD), Optional.empty(), at(0));

        assertThat(again(recheck.look(missing("r", OLD), Optional.empty(), at(100)))
                        .why())
                .isEqualTo("No watermark is known, so nothing tells which edits have been applied.");
    }

    @Test
    public void aRowThatKeepsChangingStaysInFlightAndIsLookedAtLessAndLess() {
        double[] waits = {1, 1, 2, 4, 8, 16, 30, 30};
        double now = 0;
        for (int look = 0; look < waits.length; look++) {
            RecheckResult.Again result =
                    again(recheck.look(missing("r", put(now, "v" + look)), watermark(now), at(now)));
            assertThat(result.at()).as("look %d", look).isEqualTo(at(now + waits[look]));
            now += waits[look];
        }

        assertThat(recheck.inFlight())
                .containsExactly(new InFlightRow(
                        Cells.row("r"),
                        at(0),
                        8,
                        7,
                        "It was seen like this 1 of 2 times, and changed 7 times before."));
    }

    @Test
    public void aClockThatWasSetBackBeginsAnew() {
        recheck.look(missing("r", OLD), watermark(0), at(0));

        again(recheck.look(missing("r", OLD), watermark(0), at(-10)));
        again(recheck.look(missing("r", OLD), watermark(0), at(-9.5)));

        confirmed(recheck.look(missing("r", OLD), watermark(0), at(-9)));
    }

    @Test
    public void theThirdLookMustBeFarEnoughFromTheSecond() {
        Recheck three = recheck(new RecheckConfig(
                3, Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofMinutes(1), Duration.ZERO, 9));
        three.look(missing("r", OLD), watermark(0), at(0));
        three.look(missing("r", OLD), watermark(1), at(1.5));

        again(three.look(missing("r", OLD), watermark(2), at(2)));

        confirmed(three.look(missing("r", OLD), watermark(2), at(2.5)));
    }

    /** Of a family that keeps cells for an hour, with five minutes that a cell must last. */
    private static Recheck anHour() {
        FamilyRules hour = new FamilyRules(1, false, Optional.of(Duration.ofHours(1)));
        return new Recheck(new RowJudge(new JudgeRules(false, Map.of("f", hour))), RecheckConfig.DEFAULT);
    }

    private static CellImage expiringAt(double seconds, String qualifier) {
        return Cells.put("f", qualifier, at(seconds - 3600).toEpochMilli(), "v");
    }

    @Test
    public void aCellAboutToExpireIsNotJudged() {
        Recheck hour = anHour();

        assertThat(hour.look(missing("r", expiringAt(299.999, "q")), watermark(0), at(0)))
                .isEqualTo(new RecheckResult.Equal());
        assertThat(hour.look(extra(missing("r", expiringAt(299.999, "q"))), watermark(0), at(0)))
                .isEqualTo(new RecheckResult.Equal());
        again(hour.look(missing("r", expiringAt(300, "q")), watermark(0), at(0)));
        again(hour.look(extra(missing("r2", expiringAt(300, "q"))), watermark(0), at(0)));
    }

    /** With the sides swapped. */
    private static RowPair extra(RowPair pair) {
        return new RowPair(pair.theirs(), pair.ours());
    }

    @Test
    public void aMarkerThatExpiresMeanwhileIsNoChange() {
        Recheck hour = anHour();
        RowPair without = missing("r", expiringAt(1000, "q"));
        RowPair with = new RowPair(
                without.ours(),
                new RowImage(
                        Cells.row("r"),
                        List.of(),
                        List.of(Cells.deleteFamily("f", at(0.5 - 3600).toEpochMilli()))));
        hour.look(with, watermark(0), at(0));

        confirmed(hour.look(without, watermark(1), at(1)));
    }

    @Test
    public void whichCellsAreJudgedStaysTheSameWhileARowIsFollowed() {
        Recheck hour = anHour();
        RowPair row = missing("r", expiringAt(300.5, "p"), expiringAt(1000, "q"), expiringAt(10, "expires"));
        hour.look(row, watermark(0), at(0));

        RowFindings found = confirmed(hour.look(row, watermark(1), at(1)));

        assertThat(found.findings()).hasSize(2);
    }

    @Test
    public void whichCellsAreJudgedIsDecidedAnewWhenHalfTheTimeIsOver() {
        RowPair row = missing("r", expiringAt(300.5, "p"));
        Recheck justNot = anHour();
        justNot.look(row, watermark(-1), at(0));
        Recheck just = anHour();
        just.look(row, watermark(-1), at(0));

        again(justNot.look(row, watermark(-1), at(150)));
        assertThat(just.look(row, watermark(-1), at(150.001))).isEqualTo(new RecheckResult.Equal());
    }

    @Test
    public void whatWasDecidedAnewStaysForHalfTheTimeAgain() {
        Recheck hour = anHour();
        RowPair row = missing("r", expiringAt(460, "q"));
        hour.look(row, watermark(-1), at(0));
        hour.look(row, watermark(-1), at(151));

        confirmed(hour.look(row, watermark(0), at(200)));
    }

    @Test
    public void saysWhatToLookAtAndWhen() {
        recheck.look(missing("b", OLD), watermark(0), at(0));
        recheck.look(missing("a", OLD), watermark(0), at(0.5));
        recheck.look(missing("c", OLD), watermark(0), at(0.7));

        assertThat(recheck.nextDue()).contains(at(1));
        assertThat(recheck.due(at(0.999), 10)).isEmpty();
        assertThat(recheck.due(at(1.5), 10)).containsExactly(Cells.row("b"), Cells.row("a"));
        assertThat(recheck.due(at(9), 2)).containsExactly(Cells.row("b"), Cells.row("a"));
    }

    @Test
    public void aRowThatCouldNotBeReadIsAskedForLater() {
        recheck.look(missing("r", OLD), watermark(0), at(0));

        recheck.unread(Cells.row("r"), at(1));
        recheck.unread(Cells.row("nobody follows it"), at(1));

        assertThat(recheck.due(at(1.9), 10)).isEmpty();
        assertThat(recheck.due(at(2), 10)).containsExactly(Cells.row("r"));
        assertThat(recheck.inFlight().get(0).looks()).isEqualTo(1);
    }

    @Test
    public void countsWhatItCouldNotFollow() {
        Recheck small = recheck(new RecheckConfig(
                2, Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofMinutes(1), Duration.ZERO, 2));
        small.look(missing("a", OLD), watermark(0), at(0));
        small.look(missing("b", OLD), watermark(0), at(0));

        RecheckResult third = small.look(missing("c", OLD), watermark(0), at(0));
        small.look(equal("d"), watermark(0), at(0));

        assertThat(third).isInstanceOf(RecheckResult.NotFollowed.class);
        assertThat(((RecheckResult.NotFollowed) third).soFar().findings())
                .extracting(Finding::divergence)
                .containsExactly(Divergence.MISSING);
        assertThat(small.notFollowed()).isEqualTo(1);
        assertThat(small.inFlight()).extracting(InFlightRow::row).containsExactly(Cells.row("a"), Cells.row("b"));
        confirmed(small.look(missing("a", OLD), watermark(1), at(1)));
        again(small.look(missing("c", OLD), watermark(1), at(1)));
        assertThat(small.notFollowed()).isEqualTo(1);
    }

    @Test
    public void refusesTimesThatDoNotFit() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new RecheckConfig(0, second, second, second, second, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecheckConfig(1, second, second, second, second, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecheckConfig(1, Duration.ZERO, second, second, second, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecheckConfig(1, second, Duration.ofMillis(999), second, second, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
