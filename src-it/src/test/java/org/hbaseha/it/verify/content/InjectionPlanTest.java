package org.hbaseha.it.verify.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hbaseha.monitor.verification.RowKey;
import org.junit.Test;

public final class InjectionPlanTest {

    private static final TableContent CONTENT = new TableContent(20_000, 16);
    private static final List<Injection> PLAN = InjectionPlan.of(CONTENT, 25, 42);

    private static Set<RowKey> rows(int remainder) {
        return IntStream.range(0, CONTENT.rows())
                .filter(index -> index % 2 == remainder)
                .mapToObj(CONTENT::row)
                .collect(Collectors.toSet());
    }

    @Test
    public void hasEveryKindAndMoreThanTwoHundred() {
        Map<InjectionKind, Long> kinds = PLAN.stream()
                .map(Injection::kind)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(kinds.keySet()).containsExactlyInAnyOrder(InjectionKind.values());
        assertThat(kinds).containsEntry(InjectionKind.FIRST_KEY, 15L).containsEntry(InjectionKind.CHANGE, 25L);
        assertThat(PLAN).hasSize(9 * 25 + 15);
    }

    @Test
    public void eachIsInARowOfItsOwn() {
        assertThat(PLAN).extracting(Injection::row).doesNotHaveDuplicates();
    }

    @Test
    public void damagesOnlyRowsOfTheContentThatNobodyElseWritesTo() {
        Set<RowKey> damaged = PLAN.stream()
                .filter(injection -> injection.added().isEmpty())
                .map(Injection::row)
                .collect(Collectors.toSet());

        assertThat(damaged).hasSize(6 * 25);
        assertThat(rows(0)).containsAll(damaged);
    }

    @Test
    public void whatIsAddedWasNotThere() {
        Set<RowKey> content = new HashSet<>(rows(0));
        content.addAll(rows(1));

        assertThat(PLAN.stream()
                        .filter(injection -> !injection.added().isEmpty())
                        .map(Injection::row))
                .hasSize(3 * 25 + 15)
                .doesNotContainAnyElementsOf(content);
    }

    @Test
    public void theEmptyRegionsGetTheRowsThatAreMeantForThem() {
        RowKey emptyAtSource = CONTENT.splits().get(15);
        RowKey emptyAtPeer = CONTENT.splits().get(16);

        for (Injection injection : PLAN) {
            boolean first = injection.row().compareTo(emptyAtSource) >= 0
                    && injection.row().compareTo(emptyAtPeer) < 0;
            boolean second = injection.row().compareTo(emptyAtPeer) >= 0;
            assertThat(first).isEqualTo(injection.kind() == InjectionKind.EMPTY_AT_SOURCE);
            assertThat(second).isEqualTo(injection.kind() == InjectionKind.EMPTY_AT_PEER);
        }
    }

    @Test
    public void firstKeysAreThoseOfRegionsWithRows() {
        assertThat(PLAN.stream()
                        .filter(injection -> injection.kind() == InjectionKind.FIRST_KEY)
                        .map(Injection::row))
                .containsExactlyElementsOf(CONTENT.splits().subList(0, 15));
    }

    @Test
    public void theSameSeedGivesTheSameAndAnotherAnother() {
        assertThat(InjectionPlan.of(CONTENT, 25, 42)).isEqualTo(PLAN);
        assertThat(InjectionPlan.of(CONTENT, 25, 43)).isNotEqualTo(PLAN);
    }

    @Test
    public void refusesMoreThanThereIsRoomFor() {
        assertThatThrownBy(() -> InjectionPlan.of(CONTENT, 501, 1)).hasMessageContaining("differences=5010");
        assertThatThrownBy(() -> InjectionPlan.of(CONTENT, 0, 1)).hasMessageContaining("differences=0");
    }
}
