package org.hbaseha.it.verify.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.hbaseha.it.verify.checker.Answer.FoundRow;
import org.junit.Test;

public final class MessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void aQuestionIsOneLineAndReadAsItWasWritten() throws Exception {
        Question question = new Question(
                CheckKind.VERIFY_TUNED,
                "verified",
                new SiteAddress(2181, List.of(16000, 16020)),
                new SiteAddress(2182, List.of()),
                10_000);

        String line = JSON.writeValueAsString(question);

        assertThat(line).doesNotContain("\n");
        assertThat(JSON.readValue(line, Question.class)).isEqualTo(question);
    }

    @Test
    public void anAnswerIsOneLineAndReadAsItWasWritten() throws Exception {
        Answer answer = new Answer(
                "two\nlines",
                1_600_000_000L,
                283_000_000L,
                List.of(new FoundRow("a\\x00b", List.of("MASKED")), new FoundRow("c", List.of())),
                List.of("12 ranges were dirty."));

        String line = JSON.writeValueAsString(answer);

        assertThat(line).doesNotContain("\n");
        assertThat(JSON.readValue(line, Answer.class)).isEqualTo(answer);
    }
}
