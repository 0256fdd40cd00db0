package org.hbaseha.monitor.continuous;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyRange;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowKey;
import org.junit.Before;
import org.junit.Test;

/** What was written waits until a later comparison has had it, and a row differs until one has found it equal. */
public final class TableBookTest {

    private static final KeyRange LEFT = range("", "m");
    private static final KeyRange RIGHT = range("m", "");
    private static final KeyRange PART = range("c", "d");

    private final TableBook book = new TableBook(TableBook.Contents.NONE, at(0));

    @Before
    public void knowAllRegions() {
        book.notice(List.of(answer(LEFT), answer(RIGHT)), List.of(answer(KeyRange.ALL)), false, at(0));
    }

    @Test
    public void whatWasWrittenBeforeAnybodyLookedWaitsForTheSweep() {
        DirtyAnswer reopened = new DirtyAnswer(LEFT, new DirtyMark(2, at(50)), at(40), List.of(quiet(PART)), 0, 0);

        book.notice(List.of(reopened, answer(RIGHT)), List.of(answer(KeyRange.ALL)), false, at(1));

        assertThat(book.written()).isEmpty();
        assertThat(book.waitingIn(LEFT)).containsExactly(PART);
    }

    @Test
    public void aPartThatWasWrittenIsLookedAtBetweenRounds() {
        book.notice(List.of(answer(LEFT, quiet(PART)), answer(RIGHT)), List.of(answer(KeyRange.ALL)), false, at(1));

        assertThat(book.written()).containsExactly(PART);
        assertThat(book.waitingIn(LEFT)).containsExactly(PART);
    }

    @Test
    public void aWholeRegionThatWasWrittenWaitsForTheSweep() {
        book.notice(List.of(answer(LEFT, quiet(LEFT)), answer(RIGHT)), List.of(), false, at(1));

        assertThat(book.written()).isEmpty();
        assertThat(book.waitingIn(LEFT)).containsExactly(LEFT);
        assertThat(book.waitingIn(RIGHT)).isEmpty();
    }

    @Test
    public void whatIsWrittenOnThePeerAloneIsNoticedToo() {
        book.notice(List.of(answer(KeyRange.ALL)), List.of(answer(KeyRange.ALL, quiet(PART))), false, at(1));

        assertThat(book.written()).containsExactly(PART);
    }

    @Test
    public void whatIsStillWrittenWaitsUntilItRestsOrIsWantedAllTheSame() {
        DirtyAnswer restless = answer(KeyRange.ALL, new DirtyRange(PART, at(5), false));

        book.notice(List.of(restless), List.of(), false, at(6));
        assertThat(book.written()).isEmpty();
        assertThat(book.dirty()).isEqualTo(1);

        book.notice(List.of(restless), List.of(), true, at(7));
        assertThat(book.written()).containsExactly(PART);
        assertThat(book.dirty()).isEqualTo(1);
    }

    @Test
    public void aComparisonThatBeganLaterEndsTheWait() {
        written(PART, at(1));

        book.compared(report(PART, at(2)));

        assertThat(book.written()).isEmpty();
        assertThat(book.oldest(PART)).contains(at(2));
        assertThat(book.oldest(LEFT)).isEmpty();
    }

    @Test
    public void aComparisonThatBeganBeforeDoesNot() {
        written(PART, at(3));

        book.compared(report(PART, at(2)));

        assertThat(book.written()).containsExactly(PART);
    }

    @Test
    public void whatCouldNotBeReadWaitsOnAndSaysWhy() {
        book.compared(
                new ComparisonReport(List.of(LEFT), at(2), List.of(), List.of(), Map.of(PART, "the server is gone")));

        assertThat(book.waitingIn(LEFT)).containsExactly(PART);
        assertThat(book.oldest(PART)).isEmpty();
        assertThat(book.oldest(range("d", "m"))).contains(at(2));
        assertThat(book.unread()).containsExactly(new RangeMap.Piece<>(PART, Optional.of("the server is gone")));

        book.compared(report(PART, at(3)));

        assertThat(book.unread()).isEmpty();
        assertThat(book.waitingIn(LEFT)).isEmpty();
    }

    @Test
    public void aRowDiffersUntilAComparisonFindsItEqual() {
        book.compared(found(LEFT, at(2), "cat"));
        book.compared(report(range("d", "e"), at(3)));

        assertThat(book.rows()).extracting(KnownRow::row).containsExactly(row("cat"));
        assertThat(book.differsIn(PART)).isTrue();

        book.compared(report(PART, at(4)));

        assertThat(book.rows()).isEmpty();
        assertThat(book.differsIn(PART)).isFalse();
    }

    @Test
    public void aRowThatIsFoundAgainKeepsItsFirstTime() {
        book.compared(found(LEFT, at(2), "cat"));
        book.compared(found(LEFT, at(9), "cat"));

        assertThat(book.rows()).extracting(KnownRow::firstSeen).containsExactly(at(2));
    }

    @Test
    public void aRowIsNotFoundEqualByAComparisonThatCouldNotReadIt() {
        book.compared(found(LEFT, at(2), "cat"));

        book.compared(new ComparisonReport(List.of(LEFT), at(3), List.of(), List.of(), Map.of(PART, "gone")));

        assertThat(book.rows()).hasSize(1);
    }

    @Test
    public void rowsThatAreNotSureAreLookedAtAgain() {
        book.compared(new ComparisonReport(List.of(LEFT), at(2), List.of(), List.of(row("cat")), Map.of()));

        assertThat(book.written()).containsExactly(KeyRange.ofRow(Bytes.toBytes("cat")));
        assertThat(book.inFlight()).isEqualTo(1);

        book.compared(report(KeyRange.ofRow(Bytes.toBytes("cat")), at(3)));

        assertThat(book.written()).isEmpty();
        assertThat(book.inFlight()).isZero();
    }

    @Test
    public void nothingIsForgottenWhenItIsReadAgain() {
        written(PART, at(1));
        book.compared(found(range("x", "y"), at(2), "xray"));

        TableBook again = new TableBook(book.contents(), at(100));

        assertThat(again.waitingIn(LEFT)).containsExactly(PART);
        assertThat(again.oldest(range("x", "y"))).contains(at(2));
        assertThat(again.rows()).extracting(KnownRow::row).containsExactly(row("xray"));
        assertThat(again.rows()).extracting(KnownRow::firstSeen).containsExactly(at(2));
        // Its values are not kept, so it is looked at again.
        assertThat(again.written()).contains(KeyRange.ofRow(Bytes.toBytes("xray")));
        assertThat(again.marksHere().encode()).isEqualTo(book.marksHere().encode());
    }

    @Test
    public void aBookThatGrowsIsCoarsenedToTheOldestOfEachRegion() {
        book.compared(report(KeyRange.ALL, at(1)));
        book.compared(report(PART, at(5)));
        book.compared(report(RIGHT, at(6)));

        book.coarsen(List.of(LEFT, RIGHT));

        assertThat(book.oldest(PART)).contains(at(1));
        assertThat(book.oldest(RIGHT)).contains(at(6));
        assertThat(book.contents().compared()).hasSize(2);
    }

    private void written(KeyRange range, Instant when) {
        book.notice(List.of(answer(LEFT, quiet(range)), answer(RIGHT)), List.of(answer(KeyRange.ALL)), false, when);
    }

    private static DirtyAnswer answer(KeyRange covered, DirtyRange... ranges) {
        return new DirtyAnswer(covered, new DirtyMark(1, at(50)), at(40), List.of(ranges), 0, 0);
    }

    private static DirtyRange quiet(KeyRange range) {
        return new DirtyRange(range, at(0), true);
    }

    private static ComparisonReport report(KeyRange range, Instant begun) {
        return new ComparisonReport(List.of(range), begun, List.of(), List.of(), Map.of());
    }

    private static ComparisonReport found(KeyRange range, Instant begun, String row) {
        CellImage cell = new CellImage(
                Bytes.toBytes("f"), Bytes.toBytes("q"), begun.toEpochMilli(), Cell.Type.Put, Bytes.toBytes("v"));
        Finding finding =
                new Finding(Divergence.MISSING, cell, Optional.of(cell), Optional.empty(), false, "It is not there.");
        RowFindings findings = new RowFindings(row(row), begun, Optional.of(begun), List.of(finding));
        return new ComparisonReport(List.of(range), begun, List.of(findings), List.of(), Map.of());
    }

    private static RowKey row(String row) {
        return new RowKey(Bytes.toBytes(row));
    }

    private static KeyRange range(String from, String to) {
        return new KeyRange(Bytes.toBytes(from), Bytes.toBytes(to));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(1_000_000 + second);
    }
}
