package org.hbaseha.controller.admin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hbaseha.controller.admin.text.TextTable.Cell;
import org.junit.Test;

public final class TextTableTest {

    @Test
    public void alignsWordsLeftAndAmountsRight() {
        TextTable table = new TextTable("SERVER", "BEAT", "WHY")
                .row("rs1:16020", "43 ms", "well")
                .row("b:1", "-", "");

        assertThat(table.lines(Palette.MONOCHROME))
                .containsExactly(
                        "SERVER      BEAT  WHY", //
                        "rs1:16020  43 ms  well",
                        "b:1            -");
    }

    @Test
    public void colourDoesNotMoveAnything() {
        TextTable table = new TextTable("A", "B").row(new Cell("x", Tone.BAD), Cell.of("y"));

        assertThat(table.lines((tone, text) -> tone == Tone.BAD ? "<" + text + ">" : text))
                .containsExactly("A  B", "<x>  y");
    }

    @Test
    public void refusesARowThatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextTable("A", "B").row("only one"));
    }
}
