package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class StockHoldTest {

    private final StockHold hold = new StockHold();

    @Test
    public void keepsItsVersionWhileEveryDeleteIsAnswered() {
        hold.deleting();
        hold.deleteAnswered();

        hold.sessionBegins();

        assertThat(hold.version()).isZero();
    }

    @Test
    public void takesAnEvenVersionThatNoDeleteInDoubtHasNamed() {
        hold.deleting();
        assertThat(hold.version()).as("the same session").isZero();

        hold.sessionBegins();

        assertThat(hold.version()).isEqualTo(2);
        hold.sessionBegins();
        assertThat(hold.version()).isEqualTo(2);
    }
}
