package org.hbaseha.controller.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.observation.WitnessQuestions.Question;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public final class WitnessQuestionsTest {

    private static final ServerName SUSPECT = ServerName.valueOf("a,1,1");
    private static final ServerName WITNESS = ServerName.valueOf("b,1,1");

    private final WitnessQuestions questions = new WitnessQuestions(2, Duration.ofSeconds(1));

    @Test
    public void forgetsAQuestionThatIsTooOld() {
        long id = questions.ask(asked(0));

        assertThat(questions.answered(id, WITNESS, at(1001))).isEmpty();
        assertThat(questions.size()).isZero();
    }

    @Test
    public void theOldestMakesRoom() {
        long first = questions.ask(asked(0));
        long second = questions.ask(asked(1));
        long third = questions.ask(asked(2));

        assertThat(questions.answered(first, WITNESS, at(3))).isEmpty();
        assertThat(questions.answered(second, WITNESS, at(3))).contains(asked(1));
        assertThat(questions.answered(third, WITNESS, at(3))).contains(asked(2));
    }

    private static Question asked(long millis) {
        return new Question(SUSPECT, WITNESS, 1, true, at(millis));
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(Duration.ofMillis(millis).toNanos());
    }
}
