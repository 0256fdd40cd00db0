package org.hbaseha.it.verify.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.RowKey;
import org.junit.Test;

public final class TableContentTest {

    private static final TableContent SMALL = new TableContent(1_000, 16);

    private static List<RowKey> rows(TableContent content) {
        return IntStream.range(0, content.rows()).mapToObj(content::row).toList();
    }

    @Test
    public void rowsAreInTheOrderOfTheirIndexesAndOfTheSameLength() {
        assertThat(rows(SMALL)).isSorted().doesNotHaveDuplicates().allMatch(row -> row.bytes().length == 16);
    }

    @Test
    public void theLargestTableHasAKeyForEachRow() {
        TableContent large = new TableContent(100_000_000, 200);

        assertThat(List.of(large.row(0), large.row(1), large.row(99_999_998), large.row(99_999_999)))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(large.row(99_999_999).toString()).hasSize(16).startsWith("fffff");
    }

    @Test
    public void everyRegionHasTheSameShareOfTheRowsAndTheLastTwoHaveNone() {
        List<RowKey> splits = SMALL.splits();
        List<Integer> rowsOfRegion = new ArrayList<>();
        for (int region = 0; region <= splits.size(); region++) {
            RowKey from = region == 0 ? new RowKey(new byte[0]) : splits.get(region - 1);
            boolean last = region == splits.size();
            RowKey to = last ? from : splits.get(region);
            rowsOfRegion.add((int) rows(SMALL).stream()
                    .filter(row -> row.compareTo(from) >= 0 && (last || row.compareTo(to) < 0))
                    .count());
        }

        assertThat(splits).hasSize(17).isSorted();
        assertThat(rowsOfRegion.subList(0, 16)).allMatch(rows -> rows == 62 || rows == 63);
        assertThat(rowsOfRegion.subList(16, 18)).containsOnly(0);
    }

    @Test
    public void noRowIsTheFirstKeyOfARegion() {
        assertThat(rows(SMALL)).doesNotContainAnyElementsOf(SMALL.splits());
        assertThat(rows(new TableContent(64, 64))).doesNotContainAnyElementsOf(new TableContent(64, 64).splits());
    }

    @Test
    public void whatStandsBehindARowIsBeforeTheNext() {
        assertThat(SMALL.behind(17)).isGreaterThan(SMALL.row(17)).isLessThan(SMALL.row(18));
    }

    @Test
    public void aRowHasTwoColumnsOfAHundredBytesThatAnotherGenerationHasOtherwise() {
        List<CellImage> first = SMALL.cells(7, 0);

        assertThat(first).hasSize(2).isEqualTo(SMALL.cells(7, 0));
        assertThat(first).allMatch(cell -> cell.value().length == 100 && cell.timestamp() == SMALL.timestamp(7, 0));
        assertThat(first).extracting(CellImage::column).containsExactly("f:a", "f:b");
        assertThat(first).doesNotContainAnyElementsOf(SMALL.cells(7, 1));
        assertThat(SMALL.timestamp(999, 0)).isLessThan(SMALL.timestamp(0, 1));
    }

    @Test
    public void refusesATableWithoutARowForEachRegion() {
        assertThatThrownBy(() -> new TableContent(15, 16)).hasMessageContaining("rows=15 regions=16");
        assertThatThrownBy(() -> new TableContent(1_000, 0)).hasMessageContaining("regions=0");
    }
}
