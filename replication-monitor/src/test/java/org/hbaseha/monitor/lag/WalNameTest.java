package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.Test;

public final class WalNameTest {

    @Test
    public void aFileIsKnownByItsLogAndItsBegin() {
        assertThat(WalName.parse("rs1.example.org%2C16020%2C1764000000000.1764000012345"))
                .contains(new WalName("rs1.example.org%2C16020%2C1764000000000", Instant.ofEpochMilli(1764000012345L)));
    }

    @Test
    public void logsOfOneServerAreTakenApart() {
        assertThat(WalName.parse("h%2C1%2C2.regiongroup-1.77").orElseThrow().group())
                .isEqualTo("h%2C1%2C2.regiongroup-1");
        assertThat(WalName.parse("h%2C1%2C2.77.meta").orElseThrow())
                .isEqualTo(new WalName("h%2C1%2C2.meta", Instant.ofEpochMilli(77)));
    }

    @Test
    public void otherNamesAreNone() {
        assertThat(WalName.parse("")).isEmpty();
        assertThat(WalName.parse("hfile-refs")).isEmpty();
        assertThat(WalName.parse("h.99999999999999999999")).isEmpty();
    }
}
