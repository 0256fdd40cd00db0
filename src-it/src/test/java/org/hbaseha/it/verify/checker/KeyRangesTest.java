package org.hbaseha.it.verify.checker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hbaseha.digest.KeyRange;
import org.junit.Test;

public final class KeyRangesTest {

    private static KeyRange range(String start, String end) {
        return new KeyRange(start.getBytes(US_ASCII), end.getBytes(US_ASCII));
    }

    @Test
    public void rangesThatOverlapOrTouchBecomeOne() {
        assertThat(KeyRanges.union(List.of(range("e", "f"), range("a", "c"), range("b", "d"), range("d", "e"))))
                .containsExactly(range("a", "f"));
    }

    @Test
    public void oneInsideAnotherIsGone() {
        assertThat(KeyRanges.union(List.of(range("a", "z"), range("b", "c")))).containsExactly(range("a", "z"));
    }

    @Test
    public void thoseApartStayApartAndAreInOrder() {
        assertThat(KeyRanges.union(List.of(range("x", "y"), range("a", "b"))))
                .containsExactly(range("a", "b"), range("x", "y"));
    }

    @Test
    public void anEmptyEndIsTheEndOfTheTable() {
        assertThat(KeyRanges.union(List.of(range("c", ""), range("a", "b"), range("d", "e"))))
                .containsExactly(range("a", "b"), range("c", ""));
        assertThat(KeyRanges.union(List.of(range("a", "d"), range("c", "")))).containsExactly(range("a", ""));
    }
}
