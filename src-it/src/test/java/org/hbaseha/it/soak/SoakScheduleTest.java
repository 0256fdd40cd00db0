package org.hbaseha.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public final class SoakScheduleTest {

    private static List<String> first(long seed, int number) {
        SoakSchedule schedule = new SoakSchedule(seed, 3, 2, 2);
        return IntStream.range(0, number)
                .mapToObj(i -> schedule.next().words() + " then " + schedule.gap())
                .toList();
    }

    @Test
    public void aSeedDecidesEverything() {
        assertThat(first(7, 100)).isEqualTo(first(7, 100)).isNotEqualTo(first(8, 100));
    }

    @Test
    public void everyKindOfTormentComesAndNoneIsLongerThanAServerSurvives() {
        SoakSchedule schedule = new SoakSchedule(1, 3, 2, 2);
        List<SoakFault> faults =
                IntStream.range(0, 400).mapToObj(i -> schedule.next()).toList();

        assertThat(faults.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(SoakFault.Freeze.class, SoakFault.Starve.class, SoakFault.Garbage.class);
        List<SoakFault.Freeze> freezes = faults.stream()
                .filter(SoakFault.Freeze.class::isInstance)
                .map(SoakFault.Freeze.class::cast)
                .toList();
        assertThat(freezes).allSatisfy(freeze -> {
            assertThat(freeze.length()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
            assertThat(freeze.regionServers()).doesNotHaveDuplicates().isSubsetOf(0, 1, 2);
            assertThat(freeze.controllers()).doesNotHaveDuplicates().isSubsetOf(0, 1);
            assertThat(freeze.regionServers().size() + freeze.controllers().size())
                    .isPositive();
        });
        assertThat(freezes).anyMatch(freeze -> freeze.regionServers().size() == 3);
        assertThat(freezes)
                .anyMatch(freeze ->
                        freeze.regionServers().isEmpty() && freeze.controllers().size() == 1);
        assertThat(freezes)
                .anyMatch(freeze -> freeze.controllers().size() == 2
                        && !freeze.regionServers().isEmpty());
    }
}
