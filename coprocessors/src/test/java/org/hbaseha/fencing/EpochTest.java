package org.hbaseha.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class EpochTest {

    @Test
    public void nextIsGreaterAndNoneIsSmallest() {
        assertThat(Epoch.NONE.next()).isEqualTo(new Epoch(1)).isGreaterThan(Epoch.NONE);
        assertThat(new Epoch(10)).isGreaterThan(new Epoch(9)).isEqualByComparingTo(new Epoch(10));
    }

    @Test
    public void neverWrapsAround() {
        assertThatThrownBy(() -> new Epoch(Long.MAX_VALUE).next()).isInstanceOf(ArithmeticException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Epoch(-1)).withMessageContaining("value=-1");
    }

    @Test
    public void isWrittenAsItsNumber() {
        assertThat(new Epoch(42)).hasToString("42");
    }
}
