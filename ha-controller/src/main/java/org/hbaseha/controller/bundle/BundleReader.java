package org.hbaseha.controller.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.hbaseha.controller.admin.http.JsonForm;
import org.hbaseha.controller.view.IncidentView;

/** Reads a bundle back. Pure but for the unpacking. */
public final class BundleReader {

    private static final ObjectMapper JSON = JsonForm.mapper();

    private BundleReader() {}

    /** All lines of all parts. Throws {@link IOException} when this is not a bundle. */
    public static List<JsonNode> lines(byte[] bundle) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(bundle)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    /** The incident as its latest part tells it. */
    public static Optional<IncidentView> incident(byte[] bundle) throws IOException {
        Optional<IncidentView> latest = Optional.empty();
        for (JsonNode line : lines(bundle)) {
            if (line.path("line").asText().equals("incident")) {
                latest = Optional.of(JSON.treeToValue(line.path("incident"), IncidentView.class));
            }
        }
        return latest;
    }
}
