package org.hbaseha.it.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What controllers did, by their own journals.
 *
 * @param actions steps against a server: EXPIRE records, deleted znodes, crash procedures asked for
 * @param verdicts servers found dead
 * @param wouldAct of these, found without a refusal
 * @param withdrawn of these, taken back before anything was done
 * @param leaders times that somebody came to lead
 * @param sentences of verdicts and actions, for people
 */
record Deeds(long actions, long verdicts, long wouldAct, long withdrawn, long leaders, List<String> sentences) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A step that only looks. */
    private static final String LOOKS = "LookForExpire";

    /** Reads them whole; a line that is being written is not there yet. */
    static Deeds of(List<Path> journals) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path journal : journals) {
            try {
                for (String line : Files.readAllLines(journal)) {
                    lines.add(JSON.readTree(line));
                }
            } catch (NoSuchFileException | JsonProcessingException e) {
                // It has written nothing yet, or not to the end of its last line.
            }
        }
        return ofLines(lines);
    }

    static Deeds ofLines(List<JsonNode> lines) {
        Set<String> refused = new HashSet<>();
        lines.stream()
                .filter(line -> kind(line).equals("REFUSED"))
                .forEach(line -> refused.add(line.path("incident").asText()));
        List<String> sentences = lines.stream()
                .filter(line -> kind(line).equals("VERDICT") || isAction(line))
                .map(line -> line.path("at").asText() + " " + kind(line) + " "
                        + line.path("subject").asText() + ": "
                        + line.path("sentence").asText())
                .toList();
        return new Deeds(
                lines.stream().filter(Deeds::isAction).count(),
                count(lines, "VERDICT"),
                lines.stream()
                        .filter(line -> kind(line).equals("VERDICT")
                                && !refused.contains(line.path("incident").asText()))
                        .count(),
                count(lines, "WITHDRAWN"),
                count(lines, "LEADERSHIP_GAINED"),
                sentences);
    }

    private static long count(List<JsonNode> lines, String kind) {
        return lines.stream().filter(line -> kind(line).equals(kind)).count();
    }

    private static String kind(JsonNode line) {
        return line.path("kind").asText();
    }

    private static boolean isAction(JsonNode line) {
        return kind(line).equals("STEP")
                && !line.path("facts").path("step").asText().equals(LOOKS);
    }
}
