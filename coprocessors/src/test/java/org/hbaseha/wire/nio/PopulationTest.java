package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** With 8 places for strangers, of which one address may take 2, and 10 connections in all. */
public class PopulationTest {

    private final Population population = new Population(
            new StreamLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), Optional.empty(), 64 * 1024, 10, 8));

    @Test
    public void oneAddressMayTakeAQuarterOfThePlacesAndGetsThemBack() {
        Population.Seat first = population.seat(host(1));
        assertThat(first.isWanted()).isFalse();
        Population.Seat second = population.seat(host(1));

        assertThat(population.refusal(host(1))).isPresent();
        assertThat(population.refusal(host(2))).isEmpty();
        assertThat(first.isWanted()).isTrue();
        second.leave();
        assertThat(population.refusal(host(1))).isEmpty();
        assertThat(first.isWanted()).isFalse();
    }

    @Test
    public void whoHasProvedItselfTakesNoPlaceOfStrangersAndIsNeverUnwanted() {
        List<Population.Seat> known = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Population.Seat seat = population.seat(host(1));
            seat.proved();
            known.add(seat);
        }
        assertThat(population.refusal(host(1))).isEmpty();
        Population.Seat stranger = population.seat(host(1));

        assertThat(population.refusal(host(2))).contains("Too many connections");
        assertThat(known).noneMatch(Population.Seat::isWanted);
        known.get(0).leave();
        assertThat(population.refusal(host(2))).isEmpty();
        stranger.leave();
    }

    @Test
    public void everyStrangerIsUnwantedWhileOthersWaitForAPlace() {
        List<Population.Seat> seats = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seats.add(population.seat(host(i)));
        }
        assertThat(population.hasRoomForStranger()).isFalse();
        assertThat(seats).noneMatch(Population.Seat::isWanted);
        List<String> told = new ArrayList<>();

        population.whenRoomForStranger(() -> told.add("room"));

        assertThat(seats).allMatch(Population.Seat::isWanted);
        seats.get(0).leave();
        assertThat(told).containsExactly("room");
        assertThat(seats.subList(1, 8)).noneMatch(Population.Seat::isWanted);
    }

    private static InetAddress host(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
