package org.hbaseha.it.verify.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hbaseha.it.verify.content.Score.Tally;
import org.hbaseha.monitor.verification.Divergence;
import org.junit.Test;

public final class ScoreTest {

    private static final TableContent CONTENT = new TableContent(1_000, 4);
    private static final Injection CHANGED = new Injection(InjectionKind.CHANGE, CONTENT.row(2), List.of());
    private static final Injection MOVED = new Injection(InjectionKind.TIMESTAMP, CONTENT.row(4), List.of());
    private static final List<Injection> INJECTED = List.of(CHANGED, MOVED);

    private static Found found(Injection injection, Divergence... classes) {
        return new Found(injection.row(), Set.of(classes));
    }

    @Test
    public void everythingFoundAndCalledByItsNameIsComplete() {
        Score score = Score.of(
                INJECTED,
                List.of(found(CHANGED, Divergence.DIFFERENT), found(MOVED, Divergence.EXTRA, Divergence.MISSING)));

        assertThat(score.total()).isEqualTo(new Tally(2, 2, 2));
        assertThat(score.isComplete()).isTrue();
        assertThat(score.wrong()).isEmpty();
    }

    @Test
    public void whatIsNotFoundIsMissedOfItsKind() {
        Score score = Score.of(INJECTED, List.of(found(CHANGED, Divergence.DIFFERENT)));

        assertThat(score.isComplete()).isFalse();
        assertThat(score.tallies())
                .containsEntry(InjectionKind.CHANGE, new Tally(1, 1, 1))
                .containsEntry(InjectionKind.TIMESTAMP, new Tally(1, 0, 0));
    }

    @Test
    public void anotherClassIsFoundAndWrong() {
        Score score = Score.of(INJECTED, List.of(found(CHANGED, Divergence.MISSING), found(MOVED, Divergence.EXTRA)));

        assertThat(score.total()).isEqualTo(new Tally(2, 2, 1));
        assertThat(score.wrong()).containsExactly("change " + CHANGED.row() + " is called [MISSING]");
    }

    @Test
    public void aRightClassBesideAWrongOneIsWrong() {
        Score score = Score.of(INJECTED, List.of(found(CHANGED, Divergence.DIFFERENT, Divergence.MASKED)));

        assertThat(score.tallies()).containsEntry(InjectionKind.CHANGE, new Tally(1, 1, 0));
    }

    @Test
    public void aToolWithoutClassesFindsAndIsNotWrong() {
        Score score = Score.of(INJECTED, List.of(found(CHANGED), found(MOVED)));

        assertThat(score.total()).isEqualTo(new Tally(2, 2, 0));
        assertThat(score.isComplete()).isTrue();
        assertThat(score.wrong()).isEmpty();
    }

    @Test
    public void aRowThatIsNamedInTwoLinesCountsOnce() {
        Score score = Score.of(INJECTED, List.of(found(MOVED, Divergence.EXTRA), found(MOVED, Divergence.MISSING)));

        assertThat(score.total()).isEqualTo(new Tally(2, 1, 1));
    }

    @Test
    public void anEqualRowThatIsNamedIsAFalseAlarm() {
        Score score = Score.of(INJECTED, List.of(new Found(CONTENT.row(9), Set.of(Divergence.DIFFERENT))));

        assertThat(score.falseAlarms()).containsExactly(CONTENT.row(9));
        assertThat(score.total()).isEqualTo(new Tally(2, 0, 0));
    }
}
