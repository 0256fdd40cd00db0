package org.hbaseha.it.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class RoundTripsTest {

    private final RoundTrips trips = new RoundTrips();

    @Test
    public void quantilesAreUpperEndsOfTheirStep() {
        for (int i = 0; i < 98; i++) {
            trips.add(120_000);
        }
        trips.add(1_020_000);
        trips.add(900_000_000_000L);

        assertThat(trips.total()).isEqualTo(100);
        assertThat(trips.quantileMicros(0.5)).isEqualTo(150);
        assertThat(trips.quantileMicros(0.99)).isEqualTo(1_050);
        assertThat(trips.quantileMicros(1.0)).isEqualTo(1_000_050);
    }

    @Test
    public void nothingHasNoQuantile() {
        trips.add(5);
        trips.clear();

        assertThat(trips.total()).isZero();
        assertThat(trips.quantileMicros(0.5)).isZero();
    }
}
