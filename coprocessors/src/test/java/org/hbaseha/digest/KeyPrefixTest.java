package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.Test;

public class KeyPrefixTest {

    private static byte[] key(String text) {
        return Bytes.toBytesBinary(text);
    }

    private static KeyRange range(String prefix, int bits) {
        return KeyPrefix.range(key(prefix), bits);
    }

    @Test
    public void aKeyIsCutToItsFirstBits() {
        assertThat(KeyPrefix.of(key("\\xFF\\xFF"), 12)).isEqualTo(key("\\xFF\\xF0"));
        assertThat(KeyPrefix.of(key("\\xFF\\xFF"), 8)).isEqualTo(key("\\xFF"));
        assertThat(KeyPrefix.of(key("\\xFF\\xFF"), 0)).isEmpty();
        assertThat(KeyPrefix.of(key("\\xFF"), 9)).isEqualTo(key("\\xFF"));
    }

    @Test
    public void keysHaveBitsInCommon() {
        assertThat(KeyPrefix.common(key("a"), key("b"))).isEqualTo(6);
        assertThat(KeyPrefix.common(key("a\\x00"), key("a\\x80"))).isEqualTo(8);
        assertThat(KeyPrefix.common(key("a"), key("ab"))).isEqualTo(8);
        assertThat(KeyPrefix.common(new byte[0], key("ab"))).isZero();
        assertThat(KeyPrefix.common(key("ab"), key("ab"))).isEqualTo(16);
    }

    @Test
    public void aPrefixIsARange() {
        assertThat(range("a", 8)).isEqualTo(new KeyRange(key("a"), key("b")));
        assertThat(range("`", 4)).isEqualTo(new KeyRange(key("`"), key("p")));
        assertThat(range("a\\xF0", 12)).isEqualTo(new KeyRange(key("a\\xF0"), key("b")));
        assertThat(range("\\xFF\\x80", 9)).isEqualTo(new KeyRange(key("\\xFF\\x80"), new byte[0]));
        assertThat(range("", 0)).isEqualTo(KeyRange.ALL);
        assertThat(range("a", 12)).isEqualTo(KeyRange.ofRow(key("a")));
    }

    /** A row is in the range of a prefix exactly if it has that prefix. */
    @Test
    public void rangesAndPrefixesAgree() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] one = bytes(random);
            byte[] other = bytes(random);
            int bits = random.nextInt(34);
            byte[] prefix = KeyPrefix.of(one, bits);

            boolean same = Arrays.equals(KeyPrefix.of(other, bits), prefix);

            assertThat(KeyPrefix.range(prefix, bits).contains(other))
                    .as(new BigInteger(1, one).toString(16) + " " + new BigInteger(1, other).toString(16) + " " + bits)
                    .isEqualTo(same);
        }
    }

    /** Few different bytes, so that some agree. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) * 127);
        }
        return bytes;
    }
}
