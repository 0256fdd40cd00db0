package org.hbaseha.monitor.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.continuous.KnownRow;
import org.hbaseha.monitor.continuous.RangeMap.Piece;
import org.hbaseha.monitor.continuous.TableBook;
import org.hbaseha.monitor.continuous.Waiting;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;

/** A book as JSON, to be kept. It has row keys, but no values of the users'. Bytes are Base64, instants ISO-8601. */
final class BookForm {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private BookForm() {}

    static byte[] write(TableBook.Contents book) throws IOException {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("version", VERSION);
        book.since().ifPresent(since -> whole.put("since", since.toString()));
        ArrayNode compared = whole.putArray("compared");
        for (Piece<Instant> piece : book.compared()) {
            range(compared.addObject(), piece.range())
                    .put("at", piece.value().orElseThrow().toString());
        }
        ArrayNode waiting = whole.putArray("waiting");
        for (Piece<Waiting> piece : book.waiting()) {
            Waiting since = piece.value().orElseThrow();
            range(waiting.addObject(), piece.range())
                    .put("noticed", since.noticed().toString())
                    .put("whole", since.whole());
        }
        ArrayNode rows = whole.putArray("rows");
        for (KnownRow row : book.rows()) {
            ObjectNode node = rows.addObject();
            node.put("row", row.row().bytes()).put("firstSeen", row.firstSeen().toString());
            ObjectNode kinds = node.putObject("kinds");
            row.kinds().forEach((kind, count) -> kinds.put(kind.name(), count));
        }
        whole.put("here", book.here().encode()).put("there", book.there().encode());
        return JSON.writeValueAsBytes(whole);
    }

    private static ObjectNode range(ObjectNode node, KeyRange range) {
        return node.put("from", range.start()).put("to", range.end());
    }

    /** Throws {@link IOException} where that is no book that this version knows. */
    static TableBook.Contents read(byte[] bytes) throws IOException {
        try {
            JsonNode whole = JSON.readTree(bytes);
            if (whole.path("version").asInt() != VERSION) {
                throw new IOException(
                        "A book of another version version=" + whole.path("version") + " known=" + VERSION);
            }
            return new TableBook.Contents(
                    Optional.of(instant(whole, "since")),
                    compared(whole),
                    waiting(whole),
                    rows(whole),
                    marks(whole, "here"),
                    marks(whole, "there"));
        } catch (RuntimeException e) {
            throw new IOException("A damaged book", e);
        }
    }

    private static List<Piece<Instant>> compared(JsonNode whole) throws IOException {
        List<Piece<Instant>> found = new ArrayList<>();
        for (JsonNode node : whole.required("compared")) {
            found.add(new Piece<>(range(node), Optional.of(instant(node, "at"))));
        }
        return found;
    }

    private static List<Piece<Waiting>> waiting(JsonNode whole) throws IOException {
        List<Piece<Waiting>> found = new ArrayList<>();
        for (JsonNode node : whole.required("waiting")) {
            Waiting since =
                    new Waiting(instant(node, "noticed"), node.required("whole").asBoolean());
            found.add(new Piece<>(range(node), Optional.of(since)));
        }
        return found;
    }

    private static List<KnownRow> rows(JsonNode whole) throws IOException {
        List<KnownRow> found = new ArrayList<>();
        for (JsonNode node : whole.required("rows")) {
            Map<Divergence, Integer> kinds = new EnumMap<>(Divergence.class);
            node.required("kinds")
                    .fields()
                    .forEachRemaining(kind -> kinds.put(
                            Divergence.valueOf(kind.getKey()), kind.getValue().asInt()));
            found.add(new KnownRow(
                    new RowKey(node.required("row").binaryValue()),
                    instant(node, "firstSeen"),
                    kinds,
                    Optional.empty()));
        }
        return found;
    }

    private static DirtyMarks marks(JsonNode whole, String side) throws IOException {
        return DirtyMarks.decode(whole.required(side).binaryValue());
    }

    private static KeyRange range(JsonNode node) throws IOException {
        return new KeyRange(
                node.required("from").binaryValue(), node.required("to").binaryValue());
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.required(field).asText());
    }
}
