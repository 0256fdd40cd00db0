package org.hbaseha.it.verify.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.Cell;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.junit.Test;

/** What is written for each kind is judged as that kind: the benchmark asks for nothing that the data does not show. */
public final class InjectionKindTest {

    private static final TableContent CONTENT = new TableContent(1_000, 4);
    private static final RowKey ROW = CONTENT.row(10);
    private static final List<CellImage> CELLS = CONTENT.cells(10, 0);
    private static final RowJudge JUDGE = new RowJudge(
            new JudgeRules(false, Map.of(TableContent.FAMILY, new FamilyRules(1, false, Optional.empty()))));

    private static Set<Divergence> judged(InjectionKind kind) {
        List<CellImage> before = kind.needsRow() ? CELLS : List.of();
        List<CellImage> damaged = new ArrayList<>(before);
        kind.edits(CELLS).forEach(edit -> write(damaged, edit));
        RowImage ours = image(kind.side() == Side.SOURCE ? damaged : before, false);
        RowImage theirs = image(kind.side() == Side.PEER ? damaged : before, kind.compacted());
        return JUDGE.differences(new RowPair(ours, theirs)).stream()
                .map(finding -> finding.divergence())
                .collect(Collectors.toSet());
    }

    /** A put replaces one of the same place. */
    private static void write(List<CellImage> stored, CellImage edit) {
        stored.removeIf(cell -> edit.type() == Cell.Type.Put
                && cell.column().equals(edit.column())
                && cell.timestamp() == edit.timestamp());
        stored.add(edit);
    }

    /** By HBase's rules for a family with one version, worked out here once more. */
    private static RowImage image(List<CellImage> stored, boolean compacted) {
        List<CellImage> visible = new ArrayList<>();
        for (String column : List.of("f:a", "f:b")) {
            stored.stream()
                    .filter(cell -> cell.isPut() && cell.column().equals(column))
                    .filter(put -> stored.stream().noneMatch(marker -> hides(marker, put)))
                    .max((one, other) -> Long.compare(one.timestamp(), other.timestamp()))
                    .ifPresent(visible::add);
        }
        return new RowImage(ROW, visible, compacted ? visible : stored);
    }

    private static boolean hides(CellImage marker, CellImage put) {
        return switch (marker.type()) {
            case DeleteFamily -> marker.timestamp() >= put.timestamp();
            case DeleteColumn -> marker.column().equals(put.column()) && marker.timestamp() >= put.timestamp();
            case Delete -> marker.column().equals(put.column()) && marker.timestamp() == put.timestamp();
            case Put, DeleteFamilyVersion -> false;
        };
    }

    @Test
    public void everyKindIsJudgedAsItIsToBe() {
        for (InjectionKind kind : InjectionKind.values()) {
            assertThat(judged(kind)).as(kind.label()).contains(kind.expected()).isSubsetOf(kind.allowed());
        }
    }

    @Test
    public void allClassesThatStandStillAreAskedFor() {
        Set<Divergence> expected = new HashSet<>();
        for (InjectionKind kind : InjectionKind.values()) {
            expected.add(kind.expected());
        }

        assertThat(expected)
                .containsExactlyInAnyOrder(
                        Divergence.MISSING, Divergence.EXTRA, Divergence.DIFFERENT, Divergence.MASKED);
    }

    @Test
    public void aChangeIsOneOfTheValueAlone() {
        CellImage changed = InjectionKind.CHANGE.edits(CELLS).get(0);

        assertThat(changed.timestamp()).isEqualTo(CELLS.get(0).timestamp());
        assertThat(changed.value()).hasSize(100).isNotEqualTo(CELLS.get(0).value());
    }
}
