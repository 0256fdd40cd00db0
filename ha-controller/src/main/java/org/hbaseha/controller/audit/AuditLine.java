package org.hbaseha.controller.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hbaseha.fencing.Epoch;

/**
 * One line of the journal as bytes, without its line feed: a JSON object whose {@code seq} counts from 1, whose {@code prev} is the SHA-256 of
 * the bytes of the line before ({@code sed -n 7p audit.jsonl | tr -d '\n' | sha256sum}), and whose last field {@code sum} is the SHA-256 of
 * all bytes before that field, so that the last line, too, vouches for itself. Tamper-evident, not tamper-proof: who can rewrite the whole
 * file can chain it anew. Pure.
 */
final class AuditLine {

    /** {@code prev} of the first line. */
    static final String NO_LINE = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SUM = Pattern.compile(",\"sum\":\"([0-9a-f]{64})\"}$");

    private AuditLine() {}

    /** What the chain needs to know of a line. */
    record Link(long seq, String prev) {}

    /** Throws when the text in the entry is not text, such as half a surrogate pair. */
    static byte[] encode(Link link, String controller, AuditEntry entry) throws JsonProcessingException {
        ObjectNode line = JSON.createObjectNode();
        line.put("seq", link.seq());
        line.put("prev", link.prev());
        line.put("at", entry.at().toString());
        line.put("controller", controller);
        if (!entry.epoch().equals(Epoch.NONE)) {
            line.put("epoch", entry.epoch().value());
        }
        line.put("kind", entry.kind());
        line.put("subject", entry.subject());
        line.put("incident", entry.incident());
        line.put("sentence", entry.sentence());
        ObjectNode facts = line.putObject("facts");
        entry.facts().forEach(facts::put);
        String json = new String(JSON.writeValueAsBytes(line), StandardCharsets.UTF_8);
        String open = json.substring(0, json.length() - 1);
        return bytes(open + ",\"sum\":\"" + sha256(bytes(open)) + "\"}");
    }

    /** Throws {@link IllegalArgumentException} with the reason when the bytes are not a whole and unaltered line. */
    static Link parse(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        Matcher sum = SUM.matcher(text);
        if (!sum.find()) {
            throw new IllegalArgumentException("does not end with its sum");
        }
        if (!sha256(bytes(text.substring(0, sum.start()))).equals(sum.group(1))) {
            throw new IllegalArgumentException("was altered, its sum does not fit");
        }
        try {
            JsonNode json = JSON.readTree(line);
            return new Link(json.path("seq").asLong(-1), json.path("prev").asText());
        } catch (IOException e) {
            throw new IllegalArgumentException("is not JSON", e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
