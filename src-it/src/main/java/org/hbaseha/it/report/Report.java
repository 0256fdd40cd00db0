package org.hbaseha.it.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The one JSON shape of all commands that measure.
 *
 * @param bounds the promises that this run was held against; left out where there are none
 * @param notes why a number is absent, and what a reader must know to use those that are there
 */
public record Report(
        String command,
        String version,
        MachineFacts machine,
        List<Result> results,
        List<Ratio> ratios,
        List<InvariantLine> invariants,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BoundLine> bounds,
        List<String> notes) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Report {
        results = List.copyOf(results);
        ratios = List.copyOf(ratios);
        invariants = List.copyOf(invariants);
        bounds = List.copyOf(bounds);
        notes = List.copyOf(notes);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report of plain records is always writable", e);
        }
    }

    /** Replaces the file as a whole, so that a reader, or a crash in between, finds the old or the new report. */
    public void writeTo(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path draft = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.writeString(draft, toJson() + System.lineSeparator());
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
