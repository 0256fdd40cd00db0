package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.hadoop.hbase.util.Bytes;
import org.junit.Test;

public class KeyRangeTest {

    private static byte[] key(String text) {
        return Bytes.toBytesBinary(text);
    }

    private static KeyRange range(String start, String end) {
        return new KeyRange(key(start), key(end));
    }

    @Test
    public void containsItsStartAndNotItsEnd() {
        assertThat(range("b", "d").contains(key("b"))).isTrue();
        assertThat(range("b", "d").contains(key("c\\xFF"))).isTrue();
        assertThat(range("b", "d").contains(key("d"))).isFalse();
        assertThat(range("b", "d").contains(key("a\\xFF"))).isFalse();
        assertThat(range("b", "").contains(key("\\xFF\\xFF"))).isTrue();
    }

    @Test
    public void aRowIsARange() {
        KeyRange row = KeyRange.ofRow(key("ab"));

        assertThat(row.contains(key("ab"))).isTrue();
        assertThat(row.contains(key("ab\\x00"))).isFalse();
        assertThat(row.contains(key("aa\\xFF"))).isFalse();
    }

    @Test
    public void twoRangesShareWhatIsInBoth() {
        assertThat(range("a", "m").and(range("f", "z"))).contains(range("f", "m"));
        assertThat(range("f", "z").and(range("a", "m"))).contains(range("f", "m"));
        assertThat(range("a", "").and(range("f", ""))).contains(range("f", ""));
        assertThat(range("a", "").and(range("", "c"))).contains(range("a", "c"));
        assertThat(range("a", "f").and(range("f", "z"))).isEmpty();
        assertThat(range("a", "f").from(key("c"))).contains(range("c", "f"));
        assertThat(range("a", "f").from(key("f"))).isEmpty();
    }

    @Test
    public void aRangeThatEndsBeforeItsStartIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> range("b", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> range("b", "b"));
    }

    @Test
    public void isReadAsTheShellWritesKeys() {
        assertThat(range("a\\x00", "")).hasToString("[a\\x00, end)");
    }
}
