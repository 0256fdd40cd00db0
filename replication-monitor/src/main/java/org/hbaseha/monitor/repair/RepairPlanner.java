package org.hbaseha.monitor.repair;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.PushOut;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowPair;

/**
 * Says what makes clients of the wrong side see what those of the right side see. The wrong side's cells get the right side's timestamps and values; what is
 * too much is deleted by a marker for exactly that version, which touches nothing else but hides a later put of the same timestamp until the next major
 * compaction. Immutable; any thread.
 */
public final class RepairPlanner {

    private final RepairRules rules;
    private final RowJudge asFound;
    private final RowJudge whenSourceIsRight;
    private final RowJudge whenPeerIsRight;
    private final MaskedCells masked;

    public RepairPlanner(RepairRules rules) {
        this.rules = rules;
        this.asFound = new RowJudge(new JudgeRules(rules.activeActive(), rules.families(Side.PEER)));
        this.whenSourceIsRight = new RowJudge(rules.judging(Side.PEER));
        this.whenPeerIsRight = new RowJudge(rules.judging(Side.SOURCE));
        this.masked = new MaskedCells(rules);
    }

    /** The steps for all that differs. */
    public RowRepair plan(RowPair pair) {
        return plan(pair, finding -> true);
    }

    /** The steps for those differences, as {@link RowJudge} finds them, that are {@code sure}. */
    public RowRepair plan(RowPair pair, Predicate<Finding> sure) {
        List<RepairStep> steps = new ArrayList<>();
        Map<Side, NavigableMap<CellImage, Finding>> oriented = new EnumMap<>(Side.class);
        for (Finding finding : asFound.differences(pair)) {
            if (!sure.test(finding)) {
                steps.add(left(finding, "It was not like this when the row was verified; verify again."));
                continue;
            }
            Optional<Side> right = rules.rightAbout(pair.row(), finding.divergence());
            if (right.isEmpty()) {
                steps.add(left(finding, Sentences.nobodyIsRight(finding.divergence())));
                continue;
            }
            Finding same = oriented.computeIfAbsent(right.get(), side -> findings(side, pair))
                    .get(finding.cell());
            steps.addAll(steps(finding.divergence(), Optional.ofNullable(same).orElse(finding), right.get(), pair));
        }
        return new RowRepair(pair.row(), inOrder(steps));
    }

    private static Leave left(Finding finding, String sentence) {
        return new Leave(finding.divergence(), finding.cell(), false, sentence);
    }

    private NavigableMap<CellImage, Finding> findings(Side right, RowPair pair) {
        NavigableMap<CellImage, Finding> found = new TreeMap<>(CellImage.PLACE);
        RowJudge judge = right == Side.SOURCE ? whenSourceIsRight : whenPeerIsRight;
        judge.differences(right.asRight(pair)).forEach(finding -> found.put(finding.cell(), finding));
        return found;
    }

    /** {@code finding} is how it looks to the side that is right: what is missing there is missing on the other. */
    private List<RepairStep> steps(Divergence called, Finding finding, Side right, RowPair pair) {
        return switch (finding.divergence()) {
            case MISSING -> List.of(missing(called, finding, right, pair));
            case EXTRA -> extra(called, finding, right, pair);
            case DIFFERENT, CONFLICT -> List.of(different(called, finding, right, pair));
            case MASKED -> List.of(masked.step(called, finding.cell(), right, pair));
            case IN_FLIGHT -> List.of(left(finding, "It may still be on its way."));
        };
    }

    private RepairStep missing(Divergence called, Finding finding, Side right, RowPair pair) {
        CellImage cell = finding.cell();
        Side target = right.other();
        FamilyTraits traits = rules.of(target, cell);
        if (finding.consequence()) {
            return new Leave(called, cell, true, "It is stored on " + target + " and shows when the others are right.");
        }
        if (traits.rules().expires(cell.timestamp(), rules.stamp())) {
            return new Leave(called, cell, false, "It is older than TTL on " + target + ", which would not show it.");
        }
        int newer = right.of(pair).newerVersions(cell);
        if (newer >= traits.rules().maxVersions()) {
            return new Leave(called, cell, false, Sentences.tooManyVersions(target, traits.rules()));
        }
        Optional<CellImage> stored = target.of(pair).putAt(cell).filter(put -> isUnmarked(target.of(pair), put));
        if (stored.filter(cell::equals).isPresent()) {
            return new Leave(
                    called, cell, false, "It is stored on " + target + " and not shown, by VERSIONS or TTL there.");
        }
        CellChange change = stored.map(put -> CellChange.replace(target, pair.row(), put, cell, false))
                .orElseGet(() -> CellChange.add(target, pair.row(), cell));
        return Write.of(called, change, "Put it on " + target + " with its timestamp.");
    }

    private static boolean isUnmarked(RowImage image, CellImage put) {
        return image.markersOver(put).isEmpty();
    }

    private List<RepairStep> extra(Divergence called, Finding finding, Side right, RowPair pair) {
        CellImage cell = finding.cell();
        Side target = right.other();
        if (finding.consequence()) {
            return List.of(new PushOut(
                    called,
                    CellChange.lost(target, pair.row(), cell, CellChange.Means.VERSIONS, true),
                    "It goes when " + target + " has the newer versions that " + right + " has."));
        }
        List<RepairStep> steps = new ArrayList<>();
        // Else they come to light, for VERSIONS does not count what is deleted.
        target.of(pair).pushedOutBelow(cell).stream()
                .filter(put -> right.of(pair).visibleAt(put).isEmpty())
                .map(put -> CellChange.remove(target, pair.row(), put, false))
                .map(change -> Write.of(called, change, "Delete on " + target + " the older put that would show."))
                .forEach(steps::add);
        steps.add(Write.of(
                called,
                CellChange.remove(target, pair.row(), cell, true),
                Sentences.removal(target, rules.of(target, cell))));
        return List.copyOf(steps);
    }

    private static RepairStep different(Divergence called, Finding finding, Side right, RowPair pair) {
        Side target = right.other();
        CellImage wrong = target.of(pair).visibleAt(finding.cell()).orElseThrow();
        return Write.of(
                called,
                CellChange.replace(target, pair.row(), wrong, finding.cell(), true),
                "Put the value of " + right + " on " + target
                        + " with the same timestamp; what is written last counts.");
    }

    /** Puts before deletes, so that clients miss nothing in between; of the deletes the oldest first, so that nothing older shows. */
    static List<RepairStep> inOrder(List<RepairStep> steps) {
        Comparator<RepairStep> removalsLast = Comparator.comparing(RepairPlanner::isRemoval);
        return steps.stream()
                .distinct()
                .sorted(removalsLast.thenComparingLong(
                        step -> isRemoval(step) ? step.changes().get(0).place().timestamp() : 0))
                .toList();
    }

    private static boolean isRemoval(RepairStep step) {
        return step instanceof Write write && write.change().isRemoval();
    }
}
