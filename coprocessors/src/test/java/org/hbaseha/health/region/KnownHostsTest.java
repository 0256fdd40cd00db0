package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class KnownHostsTest {

    private final KnownHosts hosts = new KnownHosts(Duration.ofMinutes(15));

    @Test
    public void knowsNobodyAtFirst() {
        assertThat(hosts.isKnown("rs1.example", at(0))).isFalse();
    }

    @Test
    public void doesNotMindTheCaseOfAName() {
        hosts.seen(Set.of("RS1.example"), at(0));

        assertThat(hosts.isKnown("rs1.EXAMPLE", at(1))).isTrue();
    }

    @Test
    public void remembersAHostThatLeftForSomeTime() {
        hosts.seen(Set.of("rs1", "rs2"), at(0));
        hosts.seen(Set.of("rs2"), at(600));

        assertThat(hosts.isKnown("rs1", at(899))).isTrue();
        assertThat(hosts.isKnown("rs1", at(901))).isFalse();
        assertThat(hosts.isKnown("rs2", at(901))).isTrue();
    }

    private static MonotonicInstant at(long seconds) {
        return new MonotonicInstant(seconds * 1_000_000_000);
    }
}
