package org.hbaseha.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class DeedsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path journal(String name, String... lines) throws IOException {
        return Files.write(folder.getRoot().toPath().resolve(name), List.of(lines));
    }

    private static String line(String kind, String incident, String step) {
        return "{\"kind\":\"" + kind + "\",\"incident\":\"" + incident
                + "\",\"at\":\"t\",\"subject\":\"rs,1,2\",\"sentence\":\"s\",\"facts\":{\"step\":\"" + step + "\"}}";
    }

    @Test
    public void aRefusedVerdictIsCountedAndIsNotOneThatActs() throws IOException {
        Path one = journal(
                "one",
                line("LEADERSHIP_GAINED", "", ""),
                line("VERDICT", "1-1", ""),
                line("REFUSED", "1-1", ""),
                line("WITHDRAWN", "1-1", ""));
        Path two = journal(
                "two",
                line("LEADERSHIP_GAINED", "", ""),
                line("VERDICT", "2-1", ""),
                line("STEP", "2-1", "WriteExpire"),
                line("STEP", "2-1", "LookForExpire"),
                line("STEP", "2-1", "DeleteZnode"));

        Deeds deeds = Deeds.of(List.of(one, two, folder.getRoot().toPath().resolve("none")));

        assertThat(deeds.verdicts()).isEqualTo(2);
        assertThat(deeds.wouldAct()).isEqualTo(1);
        assertThat(deeds.withdrawn()).isEqualTo(1);
        assertThat(deeds.actions()).isEqualTo(2);
        assertThat(deeds.leaders()).isEqualTo(2);
        assertThat(deeds.sentences()).hasSize(4).contains("t STEP rs,1,2: s");
    }

    @Test
    public void aLineThatIsBeingWrittenIsNotThereYet() throws IOException {
        assertThat(Deeds.of(List.of(journal("torn", line("VERDICT", "1-1", ""), "{\"kind\":\"VER")))
                        .verdicts())
                .isEqualTo(1);
    }
}
