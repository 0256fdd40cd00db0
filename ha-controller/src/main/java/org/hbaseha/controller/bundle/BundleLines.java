package org.hbaseha.controller.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hbaseha.controller.admin.http.JsonForm;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.flight.BeatSecond;
import org.hbaseha.controller.flight.Seen;
import org.hbaseha.controller.flight.TurnSecond;
import org.hbaseha.time.MonotonicInstant;

/**
 * A bundle's part as JSON, one object a line: {@code bundle} (who, versions, settings), {@code incident}, {@code beats} and {@code turns}
 * by the second, then {@code seen} in the order of time. Times are the controller's wall clock, worked out from its monotonic clock at the
 * cut, so that a clock that was set meanwhile does not tear them apart; {@code offsetMillis} counts from the cut.
 */
final class BundleLines {

    static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonForm.mapper();
    private static final double NANOS_PER_MILLI = 1e6;

    private final BundlePart part;
    private final List<Map<String, Object>> lines = new ArrayList<>();

    private BundleLines(BundlePart part) {
        this.part = part;
    }

    /** A whole gzip stream. Several of them one after the other are one, too: so a bundle is made of parts. */
    static byte[] compressed(Origin origin, BundlePart part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (Map<String, Object> line : of(origin, part)) {
                out.write(text(line));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Line of a bundle cannot be written as JSON kind=" + line.get("line"), e);
        }
    }

    static List<Map<String, Object>> of(Origin origin, BundlePart part) {
        BundleLines bundle = new BundleLines(part);
        bundle.head(origin);
        part.cut().beats().forEach(bundle::beats);
        part.cut().observer().turns().forEach(bundle::turns);
        part.cut().aboutServer().forEach(seen -> bundle.seen("server", seen));
        part.cut().observer().seen().forEach(seen -> bundle.seen("observer", seen));
        return bundle.lines;
    }

    private void head(Origin origin) {
        Map<String, Object> head = line("bundle");
        head.put("format", FORMAT);
        head.put("part", part.moment().name().toLowerCase(Locale.ROOT));
        head.put("incident", part.id().text());
        head.put("controller", origin.controller());
        head.put("at", part.wall());
        head.put("monotonicNanos", part.cut().at().nanos());
        head.put("versions", origin.versions());
        head.put("settings", origin.settings());
        head.put("droppedAboutServer", part.cut().dropped());
        head.put("droppedAboutObserver", part.cut().observer().dropped());
        line("incident").put("incident", part.incident());
    }

    private void beats(BeatSecond second) {
        Map<String, Object> line = line("beats");
        line.put("from", wall(second.begin()));
        line.put("beats", second.beats());
        line.put("longestGapMillis", millis(second.longestGap().toNanos()));
        line.put("last", wall(second.last()));
        line.put("lastSequence", second.lastSequence());
        line.put("pauseMillis", millis(second.pause().toNanos()));
        line.put("oldestWriteMillis", millis(second.oldestWrite().toNanos()));
    }

    private void turns(TurnSecond second) {
        Map<String, Object> line = line("turns");
        line.put("from", wall(second.begin()));
        line.put("turns", second.turns());
        line.put("longestGapMillis", millis(second.longestGap().toNanos()));
        line.put("observations", second.observations());
    }

    private void seen(String about, Seen seen) {
        Map<String, Object> line = line("seen");
        line.put("about", about);
        line.put("at", wall(seen.first()));
        line.put("offsetMillis", millis(seen.first().since(part.cut().at()).toNanos()));
        line.put("monotonicNanos", seen.first().nanos());
        line.put("kind", seen.what().kind());
        if (seen.times() > 1) {
            line.put("times", seen.times());
            line.put("last", wall(seen.last()));
        }
        if (seen.what() instanceof Seen.Whole whole) {
            line.put("fields", fields(whole.observation()));
        } else if (seen.what() instanceof Seen.Change change) {
            line.put("text", change.text());
        }
    }

    private Map<String, Object> line(String kind) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("line", kind);
        lines.add(line);
        return line;
    }

    /** Every component but the time, which the line has; so a kind of observation that is new is told in full, too. */
    private Map<String, String> fields(Observation observation) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (RecordComponent component : observation.getClass().getRecordComponents()) {
            if (!component.getName().equals("at")) {
                fields.put(component.getName(), value(component, observation));
            }
        }
        return fields;
    }

    private String value(RecordComponent component, Observation observation) {
        try {
            Object value = component.getAccessor().invoke(observation);
            return value instanceof MonotonicInstant at ? wall(at).toString() : String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Component of an observation cannot be read name=" + component.getName(), e);
        }
    }

    private Instant wall(MonotonicInstant at) {
        return part.wall().minus(part.cut().at().since(at));
    }

    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * 1000) / 1000.0;
    }
}
