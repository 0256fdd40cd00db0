package org.hbaseha.monitor.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.Test;

/** Random rows with random damage, held against what the model store shows and what it would show after a repair. */
public class RowJudgePropertyTest {

    private static final int ROWS = Integer.getInteger("random.rows", 2_000);

    @Test
    public void rowsWithTheSameHistoryHaveNoFindings() {
        int storedOtherwise = 0;
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = new RandomPair(seed);

            assertThat(row.pair().looksEqual()).as("seed %d", seed).isTrue();
            assertThat(findings(row)).as("seed %d", seed).isEmpty();
            storedOtherwise += row.ours.raw().equals(row.theirs.raw()) ? 0 : 1;
        }
        assertThat(storedOtherwise).isGreaterThan(ROWS / 10);
    }

    @Test
    public void everyCellThatClientsDoNotSeeAlikeIsAFindingOfItsClassAndNoOther() {
        Map<Divergence, Integer> met = new EnumMap<>(Divergence.class);
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);

            NavigableMap<CellImage, Divergence> found = new TreeMap<>(CellImage.PLACE);
            findings(row).forEach(finding -> found.put(finding.cell(), finding.divergence()));

            assertThat(found).as("seed %d: %s", seed, row.pair()).isEqualTo(expected(row));
            found.values().forEach(divergence -> met.merge(divergence, 1, Integer::sum));
        }
        assertThat(met.keySet())
                .containsExactlyInAnyOrder(
                        Divergence.MISSING, Divergence.EXTRA, Divergence.DIFFERENT, Divergence.MASKED);
        assertThat(met.values()).allMatch(times -> times > ROWS / 50);
    }

    /** By what clients see, and by what they would see if the source's cell were written to the peer again. */
    private static NavigableMap<CellImage, Divergence> expected(RandomPair row) {
        NavigableMap<CellImage, Divergence> expected = new TreeMap<>(CellImage.PLACE);
        for (CellImage cell : row.theirs.visible()) {
            expected.put(cell, Divergence.EXTRA);
        }
        for (CellImage cell : row.ours.visible()) {
            if (expected.containsKey(cell)) {
                expected.put(cell, Divergence.DIFFERENT);
            } else {
                ModelStore mended = row.theirs.copyKeeping(Integer.MAX_VALUE);
                mended.write(cell);
                expected.put(cell, mended.shows(cell) ? Divergence.MISSING : Divergence.MASKED);
            }
            if (row.theirs.shows(cell)) {
                expected.remove(cell);
            }
        }
        return expected;
    }

    @Test
    public void repairsByClassMakeBothSidesEqualAndConsequencesNeedNone() {
        int consequences = 0;
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            List<Finding> found = findings(row);
            boolean compacts = found.stream().anyMatch(one -> one.divergence() == Divergence.MASKED);
            consequences += found.stream().anyMatch(Finding::consequence) ? 1 : 0;

            // The compaction may drop a put that had only been pushed out, and a version that goes may bring an older
            // one to light.
            boolean extra = found.stream().anyMatch(one -> one.divergence() == Divergence.EXTRA);
            int rounds = extra ? RandomPair.TIMES : compacts ? 2 : 1;
            for (int round = 0; round < rounds; round++) {
                repair(row.theirs, findings(row));
            }

            assertThat(row.theirs.visible()).as("seed %d: %s", seed, found).isEqualTo(row.ours.visible());
        }
        assertThat(consequences).isGreaterThan(ROWS / 50);
    }

    @Test
    public void noFindingBesidesConsequencesGoesByItself() {
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            List<Finding> found = findings(row);
            for (Finding skipped : found) {
                ModelStore mended = row.theirs.copy();
                repair(
                        mended,
                        found.stream().filter(one -> !one.equals(skipped)).toList());
                if (!skipped.consequence()) {
                    assertThat(mended.visible())
                            .as("seed %d: without %s", seed, skipped)
                            .isNotEqualTo(row.ours.visible());
                }
            }
        }
    }

    @Test
    public void aPlainRepairOfAMaskedCellIsNotSeen() {
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            for (Finding finding : findings(row)) {
                if (finding.divergence() == Divergence.MASKED) {
                    ModelStore mended = row.theirs.copyKeeping(Integer.MAX_VALUE);
                    mended.write(finding.cell());
                    assertThat(mended.shows(finding.cell()))
                            .as("seed %d: %s", seed, finding)
                            .isFalse();
                }
            }
        }
    }

    @Test
    public void withAnEditNewerThanTheWatermarkTheWholeRowIsInFlight() {
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            RowPair pair = row.pair();
            long newest = Math.max(newest(row.ours), newest(row.theirs));
            RowJudge judge = judge(row);

            List<Finding> late = judge.judge(pair, Optional.of(Instant.ofEpochMilli(newest - 1)));
            List<Finding> settled = judge.judge(pair, Optional.of(Instant.ofEpochMilli(newest)));

            assertThat(late).extracting(Finding::divergence).allMatch(Divergence.IN_FLIGHT::equals);
            assertThat(late).extracting(Finding::cell).isEqualTo(cellsOf(judge.differences(pair)));
            assertThat(settled).isEqualTo(judge.differences(pair));
        }
    }

    private static long newest(ModelStore store) {
        return store.raw().stream().mapToLong(CellImage::timestamp).max().orElse(0);
    }

    private static List<CellImage> cellsOf(List<Finding> findings) {
        return findings.stream().map(Finding::cell).toList();
    }

    private static RandomPair damaged(long seed) {
        RandomPair row = new RandomPair(seed);
        do {
            row.damage();
        } while (row.chance(3));
        return row;
    }

    private static RowJudge judge(RandomPair row) {
        FamilyRules family = new FamilyRules(row.maxVersions, false, Optional.empty());
        return new RowJudge(new JudgeRules(false, Map.of("a", family, "b", family)));
    }

    private static List<Finding> findings(RandomPair row) {
        return judge(row).differences(row.pair());
    }

    /** As the classes promise: a put, a put after a compaction, or the removal of that version; nothing for a consequence. */
    private static void repair(ModelStore peer, List<Finding> found) {
        if (found.stream().anyMatch(one -> one.divergence() == Divergence.MASKED)) {
            peer.compact();
        }
        Consumer<Finding> one = finding -> {
            if (finding.divergence() == Divergence.EXTRA) {
                peer.write(Cells.versionMarker(finding.cell()));
            } else {
                peer.write(finding.cell());
            }
        };
        found.stream().filter(finding -> !finding.consequence()).forEach(one);
    }
}
