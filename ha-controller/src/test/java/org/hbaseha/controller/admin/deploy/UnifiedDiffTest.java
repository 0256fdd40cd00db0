package org.hbaseha.controller.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class UnifiedDiffTest {

    @Test
    public void equalTextsDoNotDiffer() {
        assertThat(UnifiedDiff.of("a", "b", "x\ny\n", "x\ny\n")).isEmpty();
    }

    @Test
    public void showsAnInsertionWithThreeLinesAround() {
        assertThat(UnifiedDiff.of("a", "b", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nnew\n5\n6\n7\n8\n"))
                .containsExactly("--- a", "+++ b", "@@ -2,6 +2,7 @@", " 2", " 3", " 4", "+new", " 5", " 6", " 7");
    }

    @Test
    public void changesFarApartAreHunksOfTheirOwn() {
        assertThat(UnifiedDiff.of("a", "b", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "x\n2\n3\n4\n5\n6\n7\n8\n9\ny\n"))
                .containsExactly(
                        "--- a",
                        "+++ b",
                        "@@ -1,4 +1,4 @@",
                        "-1",
                        "+x",
                        " 2",
                        " 3",
                        " 4",
                        "@@ -7,4 +7,4 @@",
                        " 7",
                        " 8",
                        " 9",
                        "-10",
                        "+y");
    }

    @Test
    public void changesThatShareContextAreOneHunk() {
        assertThat(UnifiedDiff.of("a", "b", "1\n2\n3\n4\n", "x\n2\n3\ny\n"))
                .containsExactly("--- a", "+++ b", "@@ -1,4 +1,4 @@", "-1", "+x", " 2", " 3", "-4", "+y");
    }

    @Test
    public void aNewFileStartsAtZero() {
        assertThat(UnifiedDiff.of("a", "b", "", "1\n2\n"))
                .containsExactly("--- a", "+++ b", "@@ -0,0 +1,2 @@", "+1", "+2");
    }
}
