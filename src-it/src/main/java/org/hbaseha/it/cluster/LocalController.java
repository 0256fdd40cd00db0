package org.hbaseha.it.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;

/**
 * A controller of a site: its process and what it says over HTTP. An answer that does not come within a second is empty, for that is what a
 * frozen or dead controller gives.
 *
 * @param conf its configuration folder; the operator commands run with it too
 */
public record LocalController(LocalProcess process, Path conf, int httpPort) {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    public Optional<ControllerView> state() {
        return get("/state", JSON.constructType(ControllerView.class));
    }

    public List<IncidentView> history() {
        return this.<List<IncidentView>>get(
                        "/history", JSON.getTypeFactory().constructCollectionType(List.class, IncidentView.class))
                .orElse(List.of());
    }

    private <T> Optional<T> get(String path, JavaType type) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? Optional.of(JSON.readValue(response.body(), type)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
