package org.hbaseha.monitor.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.monitor.verification.Cells.deleteColumn;
import static org.hbaseha.monitor.verification.Cells.deleteFamily;
import static org.hbaseha.monitor.verification.Cells.deleteFamilyVersion;
import static org.hbaseha.monitor.verification.Cells.deleteVersion;
import static org.hbaseha.monitor.verification.Cells.image;
import static org.hbaseha.monitor.verification.Cells.put;
import static org.hbaseha.monitor.verification.Cells.seen;
import static org.hbaseha.monitor.verification.Divergence.CONFLICT;
import static org.hbaseha.monitor.verification.Divergence.DIFFERENT;
import static org.hbaseha.monitor.verification.Divergence.EXTRA;
import static org.hbaseha.monitor.verification.Divergence.IN_FLIGHT;
import static org.hbaseha.monitor.verification.Divergence.MASKED;
import static org.hbaseha.monitor.verification.Divergence.MISSING;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;
import org.junit.Test;

/** Each class, and the sentence that goes with it. */
public class RowJudgeTest {

    private static final RowImage NOTHING = seen();
    private static final CellImage PUT = put("f", "q", 100, "abc");

    private final RowJudge judge = judge(3, false);

    private static RowJudge judge(int versions, boolean newVersionBehavior) {
        return new RowJudge(
                new JudgeRules(false, Map.of("f", new FamilyRules(versions, newVersionBehavior, Optional.empty()))));
    }

    private List<Finding> judge(RowImage ours, RowImage theirs) {
        return judge.differences(new RowPair(ours, theirs));
    }

    private Finding only(RowImage ours, RowImage theirs) {
        List<Finding> found = judge(ours, theirs);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void is(Finding finding, Divergence divergence, String reason) {
        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.divergence()).isEqualTo(divergence);
    }

    @Test
    public void whatClientsSeeAlikeIsNoFindingWhateverIsStored() {
        RowImage compacted = seen(PUT);
        RowImage notCompacted = image(
                List.of(PUT), put("f", "q", 90, "old"), deleteColumn("f", "q", 95), deleteVersion("f", "other", 7));

        assertThat(judge(compacted, notCompacted)).isEmpty();
        assertThat(judge(NOTHING, image(List.of(), deleteFamily("f", 5)))).isEmpty();
    }

    @Test
    public void findsARowThatIsNotOnThePeer() {
        Finding finding = only(seen(PUT), NOTHING);

        is(finding, MISSING, "The peer has nothing of this row.");
        assertThat(finding.cell()).isEqualTo(PUT);
        assertThat(finding.ours()).contains(PUT);
        assertThat(finding.theirs()).isEmpty();
        assertThat(finding.consequence()).isFalse();
    }

    @Test
    public void tellsAMissingColumnFromAMissingVersion() {
        CellImage older = put("f", "q", 90, "older");
        CellImage other = put("f", "other", 100, "abc");

        is(only(seen(PUT, other), seen(other)), MISSING, "The peer shows nothing of this column.");
        is(
                only(seen(PUT, older), seen(older)),
                MISSING,
                "The peer shows 1 other version of this column, not this one.");
        is(only(seen(PUT), image(List.of(), deleteFamily("f", 99))), MISSING, "The peer shows nothing of this row.");
    }

    @Test
    public void findsARowThatIsOnThePeerAlone() {
        Finding finding = only(NOTHING, seen(PUT));

        is(finding, EXTRA, "The source has nothing of this row.");
        assertThat(finding.cell()).isEqualTo(PUT);
        assertThat(finding.ours()).isEmpty();
        assertThat(finding.theirs()).contains(PUT);
    }

    @Test
    public void findsADeleteThatDidNotReachThePeer() {
        CellImage marker = deleteColumn("f", "q", 120);

        Finding finding = only(image(List.of(), marker), seen(PUT));

        is(finding, EXTRA, "The source has it deleted by DeleteColumn f:q at 120, the peer has not.");
        assertThat(finding.ours()).contains(marker);
    }

    @Test
    public void findsAnotherValue() {
        CellImage other = put("f", "q", 100, "abXY");

        Finding finding = only(seen(PUT), seen(other));

        is(
                finding,
                DIFFERENT,
                "Same timestamp, but the values differ from byte 2 on (3 bytes on the source, 4 bytes on the peer)."
                        + " The source is right.");
        assertThat(finding.ours()).contains(PUT);
        assertThat(finding.theirs()).contains(other);
    }

    @Test
    public void anEmptyValueIsAValue() {
        CellImage empty = put("f", "q", 100, "");

        is(
                only(seen(PUT), seen(empty)),
                DIFFERENT,
                "Same timestamp, but the values differ from byte 0 on (3 bytes on the source, 0 bytes on the peer)."
                        + " The source is right.");
        is(only(seen(empty), NOTHING), MISSING, "The peer has nothing of this row.");
        assertThat(judge(seen(empty), seen(put("f", "q", 100, "")))).isEmpty();
    }

    @Test
    public void findsAnotherType() {
        CellImage shown = Cells.cell(Cell.Type.DeleteColumn, "f", "q", 100, "");

        is(
                only(seen(PUT), seen(shown)),
                DIFFERENT,
                "Same timestamp, but Put on the source and DeleteColumn on the peer. The source is right.");
    }

    @Test
    public void whereClientsWriteToBothNoValueIsRight() {
        RowJudge bothWays = new RowJudge(new JudgeRules(true, Map.of()));

        List<Finding> found = bothWays.differences(new RowPair(seen(PUT), seen(put("f", "q", 100, "abd"))));

        assertThat(found).hasSize(1);
        is(
                found.get(0),
                CONFLICT,
                "Same timestamp, but the values differ from byte 2 on (3 bytes on the source, 3 bytes on the peer)."
                        + " Clients write to both clusters, so neither is known to be right.");
    }

    @Test
    public void aMarkerOnThePeerMasksThePutThatIsThere() {
        CellImage marker = deleteColumn("f", "q", 120);

        Finding finding = only(seen(PUT), image(List.of(), PUT, marker));

        is(
                finding,
                MASKED,
                "The peer has this put, but DeleteColumn f:q at 120 there hides it;"
                        + " it would stay hidden if it were written again with its timestamp.");
        assertThat(finding.theirs()).contains(marker);
    }

    @Test
    public void aMarkerOnThePeerMasksThePutThatIsNotThereAnyMore() {
        Finding finding = only(seen(PUT), image(List.of(), deleteFamily("f", 120)));

        is(
                finding,
                MASKED,
                "The peer does not have this put, and DeleteFamily f at 120 there would hide it if it were written"
                        + " with its timestamp.");
    }

    @Test
    public void eachKindOfMarkerMasksExactlyWhatItHidesInHBase() {
        Map.of(
                        deleteVersion("f", "q", 100), true,
                        deleteVersion("f", "q", 101), false,
                        deleteColumn("f", "q", 100), true,
                        deleteColumn("f", "q", 99), false,
                        deleteFamily("f", 100), true,
                        deleteFamily("f", 99), false,
                        deleteFamilyVersion("f", 100), true,
                        deleteFamilyVersion("f", 101), false,
                        deleteColumn("f", "p", 101), false,
                        deleteFamily("g", 101), false)
                .forEach((marker, masks) -> assertThat(
                                only(seen(PUT), image(List.of(), marker)).divergence())
                        .as(marker.toString())
                        .isEqualTo(masks ? MASKED : MISSING));
        assertThat(only(seen(PUT), image(List.of(), deleteFamilyVersion("f", 99)))
                        .divergence())
                .isEqualTo(MISSING);
        assertThat(only(seen(PUT), image(List.of(), deleteVersion("f", "q", 99)))
                        .divergence())
                .isEqualTo(MISSING);
    }

    @Test
    public void aColumnWithoutQualifierIsToldFromItsFamily() {
        CellImage unnamed = put("f", "", 100, "abc");

        assertThat(only(seen(PUT), image(List.of(), deleteColumn("f", "", 120))).divergence())
                .isEqualTo(MISSING);
        assertThat(only(seen(unnamed), image(List.of(), deleteColumn("f", "", 120)))
                        .divergence())
                .isEqualTo(MASKED);
        is(
                only(seen(unnamed), image(List.of(), deleteFamily("f", 120))),
                MASKED,
                "The peer does not have this put, and DeleteFamily f at 120 there would hide it if it were written"
                        + " with its timestamp.");
    }

    @Test
    public void namesTheWidestMarkerAndCountsTheOthers() {
        Finding finding = only(
                seen(PUT),
                image(
                        List.of(),
                        PUT,
                        deleteVersion("f", "q", 100),
                        deleteFamily("f", 130),
                        deleteColumn("f", "q", 200)));

        is(
                finding,
                MASKED,
                "The peer has this put, but DeleteFamily f at 130 there hides it, as do 2 more markers;"
                        + " it would stay hidden if it were written again with its timestamp.");
    }

    @Test
    public void namesTheWidestMarkerThatWouldHideThePut() {
        Finding finding = only(seen(PUT), image(List.of(), deleteVersion("f", "q", 100), deleteColumn("f", "q", 200)));

        is(
                finding,
                MASKED,
                "The peer does not have this put, and DeleteColumn f:q at 200 there would hide it if it were written"
                        + " with its timestamp, as would 1 more marker.");
    }

    @Test
    public void saysWhereTheHiddenPutHasAnotherValue() {
        Finding finding = only(seen(PUT), image(List.of(), put("f", "q", 100, "x"), deleteColumn("f", "q", 120)));

        is(
                finding,
                MASKED,
                "The peer has a put with another value here, but DeleteColumn f:q at 120 there hides it;"
                        + " it would stay hidden if it were written again with its timestamp.");
    }

    @Test
    public void withNewVersionBehaviorAMarkerDoesNotMaskWhatIsWrittenLater() {
        RowJudge newVersions = judge(3, true);
        CellImage marker = deleteColumn("f", "q", 120);

        List<Finding> notThere = newVersions.differences(new RowPair(seen(PUT), image(List.of(), marker)));
        List<Finding> there = newVersions.differences(new RowPair(seen(PUT), image(List.of(), PUT, marker)));

        is(notThere.get(0), MISSING, "The peer shows nothing of this row.");
        is(
                there.get(0),
                MASKED,
                "The peer has this put, but DeleteColumn f:q at 120 there hides it;"
                        + " the family has NEW_VERSION_BEHAVIOR, so it would be seen if it were written again.");
    }

    @Test
    public void aNewerVersionOnThePeerThatPushesOneOutIsTheOnlyRealFinding() {
        RowJudge oneVersion = judge(1, false);
        CellImage newer = put("f", "q", 110, "new");

        List<Finding> found = oneVersion.differences(new RowPair(seen(PUT), image(List.of(newer), PUT)));

        assertThat(found).hasSize(2);
        is(
                found.get(0),
                EXTRA,
                "The source shows 1 other version of this column, not this one."
                        + " The peer has 1 older put of this column stored, which may be seen without it.");
        assertThat(found.get(0).consequence()).isFalse();
        is(
                found.get(1),
                MISSING,
                "The peer has this put, pushed out by 1 newer version there, as many as the family keeps;"
                        + " it is seen again when those that are extra go.");
        assertThat(found.get(1).consequence()).isTrue();
    }

    @Test
    public void aPutWithAnotherValueThatIsPushedOutIsNoConsequence() {
        RowJudge oneVersion = judge(1, false);
        CellImage newer = put("f", "q", 110, "new");
        CellImage stored = put("f", "q", 100, "other");

        List<Finding> found = oneVersion.differences(new RowPair(seen(PUT), image(List.of(newer), stored)));

        assertThat(found).hasSize(2);
        is(
                found.get(1),
                MISSING,
                "The peer has a put with another value here but does not show it, and no marker hides it:"
                        + " VERSIONS or TTL does.");
        assertThat(found.get(1).consequence()).isFalse();
        assertThat(found.get(1).theirs()).contains(stored);
    }

    @Test
    public void onlyOlderPutsThatNothingElseHidesMayComeToLight() {
        CellImage extra = put("f", "q", 110, "new");
        RowImage peer = image(
                List.of(extra, PUT),
                put("f", "q", 95, "hidden by nothing"),
                put("f", "q", 93, "hidden by nothing"),
                put("f", "q", 90, "hidden by the marker"),
                deleteColumn("f", "q", 90),
                put("f", "r", 80, "of another column"));

        is(
                only(seen(PUT), peer),
                EXTRA,
                "The source shows 1 other version of this column, not this one."
                        + " The peer has 2 older puts of this column stored, which may be seen without it.");
    }

    @Test
    public void anOlderVersionThatShowsForLackOfANewerOneIsAConsequence() {
        RowJudge oneVersion = judge(1, false);
        CellImage older = put("f", "q", 90, "old");

        List<Finding> found = oneVersion.differences(new RowPair(seen(PUT), seen(older)));

        assertThat(found).hasSize(2);
        is(found.get(0), MISSING, "The peer shows 1 other version of this column, not this one.");
        is(
                found.get(1),
                EXTRA,
                "The source has 1 newer version, as many as the family keeps; it goes when the peer has them too.");
        assertThat(found.get(1).consequence()).isTrue();
    }

    @Test
    public void aFamilyOfUnknownRulesIsNeverTakenToBeFull() {
        RowJudge unknown = new RowJudge(new JudgeRules(false, Map.of()));

        List<Finding> found = unknown.differences(new RowPair(seen(PUT), seen(put("f", "q", 90, "old"))));

        assertThat(found).extracting(Finding::consequence).containsOnly(false);
    }

    @Test
    public void aStoredPutThatNothingHidesIsOutByVersionsOrTtl() {
        is(
                only(seen(PUT), image(List.of(), PUT)),
                MISSING,
                "The peer has this put but does not show it, and no marker hides it: VERSIONS or TTL does.");
        assertThat(only(image(List.of(), PUT), seen(PUT)).ours()).contains(PUT);
        is(
                only(image(List.of(), PUT), seen(PUT)),
                EXTRA,
                "The source has a put here but does not show it, and no marker hides it: VERSIONS or TTL does.");
    }

    @Test
    public void aMovedTimestampIsAMissingCellAndAnExtraOne() {
        List<Finding> found = judge(seen(PUT), seen(put("f", "q", 101, "abc")));

        assertThat(found).extracting(Finding::divergence).containsExactly(EXTRA, MISSING);
    }

    @Test
    public void findingsAreInTheOrderOfHBase() {
        CellImage second = put("f", "q", 90, "b");
        CellImage third = put("f", "r", 200, "c");
        CellImage fourth = put("g", "a", 1, "d");

        List<Finding> found = judge(seen(fourth, third, second, PUT), NOTHING);

        assertThat(found).extracting(Finding::cell).containsExactly(PUT, second, third, fourth);
    }

    @Test
    public void aRowWithACellNewerThanTheWatermarkIsInFlight() {
        RowPair pair = new RowPair(seen(PUT), image(List.of(), deleteVersion("f", "other", 151)));

        is(
                judge.judge(pair, Optional.of(Instant.ofEpochMilli(150))).get(0),
                IN_FLIGHT,
                "Delete f:other at 151 on the peer is newer than the watermark 150. As it stands: MISSING.");
        is(
                judge.judge(pair, Optional.of(Instant.ofEpochMilli(151))).get(0),
                MISSING,
                "The peer shows nothing of this row.");
        is(
                judge.judge(pair, Optional.empty()).get(0),
                IN_FLIGHT,
                "No watermark is known, so nothing tells which edits have been applied. As it stands: MISSING.");
        is(judge.judge(pair, Optional.of(Instant.MAX)).get(0), MISSING, "The peer shows nothing of this row.");
    }

    @Test
    public void aRowThatLooksEqualIsNotInFlight() {
        assertThat(judge.judge(new RowPair(seen(PUT), seen(PUT)), Optional.of(Instant.ofEpochMilli(1))))
                .isEmpty();
    }

    @Test
    public void timestampsAtTheEndsOfTimeAreNothingSpecial() {
        CellImage last = put("f", "q", Long.MAX_VALUE, "z");
        CellImage first = put("f", "q", 0, "a");

        assertThat(judge(seen(last, first), NOTHING)).extracting(Finding::cell).containsExactly(last, first);
        assertThat(only(seen(last), image(List.of(), deleteFamily("f", Long.MAX_VALUE)))
                        .divergence())
                .isEqualTo(MASKED);
        assertThat(judge.judge(new RowPair(seen(last), NOTHING), Optional.of(Instant.ofEpochMilli(1_800_000_000_000L))))
                .extracting(Finding::divergence)
                .containsExactly(IN_FLIGHT);
    }
}
