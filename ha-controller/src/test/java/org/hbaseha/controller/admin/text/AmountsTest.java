package org.hbaseha.controller.admin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public final class AmountsTest {

    @Test
    public void saysSpansInTheUnitThatFits() {
        assertThat(Amounts.millis(43)).isEqualTo("43 ms");
        assertThat(Amounts.millis(999)).isEqualTo("999 ms");
        assertThat(Amounts.millis(6_100)).isEqualTo("6.1 s");
        assertThat(Amounts.millis(6_000)).isEqualTo("6 s");
        assertThat(Amounts.millis(40_000)).isEqualTo("40 s");
        assertThat(Amounts.span(Duration.ofMinutes(20))).isEqualTo("20 m");
        assertThat(Amounts.span(Duration.ofHours(30))).isEqualTo("30 h");
        assertThat(Amounts.span(Duration.ofDays(3))).isEqualTo("3 d");
    }

    @Test
    public void clocksThatDisagreeDoNotMakeNegativeAges() {
        assertThat(Amounts.span(Duration.ofSeconds(-5))).isEqualTo("0 ms");
    }

    @Test
    public void saysBytesInBinaryUnits() {
        assertThat(Amounts.bytes(512)).isEqualTo("512 B");
        assertThat(Amounts.bytes(256L << 20)).isEqualTo("256 MiB");
        assertThat(Amounts.bytes(3L << 29)).isEqualTo("1.5 GiB");
    }

    @Test
    public void anUnknownShareIsADash() {
        assertThat(Amounts.share(0.034)).isEqualTo("3 %");
        assertThat(Amounts.share(-1)).isEqualTo("-");
    }
}
