package org.hbaseha.it.verify.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public final class ChangedSlicesTest {

    private static final TableContent CONTENT = new TableContent(1_000_000, 16);

    @Test
    public void changesTheShareOfTheRowsThatIsAskedFor() {
        assertThat(ChangedSlices.of(CONTENT, 1, 7).rows()).isEqualTo(1_000);
        assertThat(ChangedSlices.of(CONTENT, 10, 7).rows()).isEqualTo(10_000);
        assertThat(ChangedSlices.of(CONTENT, 100, 7).rows()).isEqualTo(100_000);
        assertThat(ChangedSlices.of(CONTENT, 1_000, 7).rows()).isEqualTo(1_000_000);
    }

    @Test
    public void theRowsLieInTheSameShareOfTheTable() {
        ChangedSlices changed = ChangedSlices.of(CONTENT, 10, 7);

        assertThat(changed.ranges()).hasSize(10).allMatch(slice -> slice.to() - slice.from() == 1_000);
        assertThat(changed.slices()).isSorted().doesNotHaveDuplicates().allMatch(slice -> slice >= 0 && slice < 1_000);
    }

    @Test
    public void theSameSeedGivesTheSameAndAnotherAnother() {
        assertThat(ChangedSlices.of(CONTENT, 10, 7)).isEqualTo(ChangedSlices.of(CONTENT, 10, 7));
        assertThat(ChangedSlices.of(CONTENT, 10, 8)).isNotEqualTo(ChangedSlices.of(CONTENT, 10, 7));
    }

    @Test
    public void unevenTablesLoseNoRow() {
        TableContent uneven = new TableContent(10_007, 16);

        assertThat(ChangedSlices.of(uneven, 1_000, 7).rows()).isEqualTo(10_007);
    }

    @Test
    public void refusesATableWithoutARowForEachSlice() {
        assertThatThrownBy(() -> ChangedSlices.of(new TableContent(999, 1), 1, 7))
                .hasMessageContaining("rows=999");
        assertThatThrownBy(() -> ChangedSlices.of(CONTENT, 0, 7)).hasMessageContaining("perMille=0");
    }
}
