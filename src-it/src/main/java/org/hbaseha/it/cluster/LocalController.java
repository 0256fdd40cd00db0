package org.hbaseha.it.cluster;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hbaseha.controller.admin.http.JsonForm;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.network.NetworkHost;

/**
 * A controller of a site: its process and what it says over HTTP. An answer that does not come within a second is empty, for that is what a
 * frozen or dead controller gives.
 *
 * @param conf its configuration folder; the operator commands run with it too
 * @param address where it listens
 * @param host the host that only it runs on; empty without {@link SiteSpec#ownHosts}
 */
public record LocalController(
        LocalProcess process, Path conf, String address, int beatPort, int httpPort, Optional<NetworkHost> host) {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final ObjectMapper JSON = JsonForm.mapper();
    private static final Pattern GRANTED = Pattern.compile("Controller is up .* zooKeeperSession=(\\d+)ms");

    public Optional<ControllerView> state() {
        return get("/state", JSON.constructType(ControllerView.class));
    }

    public List<IncidentView> history() {
        return this.<List<IncidentView>>get(
                        "/history", JSON.getTypeFactory().constructCollectionType(List.class, IncidentView.class))
                .orElse(List.of());
    }

    /** The value of a metric, with its labels if it has any, as Prometheus would scrape it. */
    public OptionalDouble metric(String name) {
        return get("/metrics")
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(name + " ")).findFirst())
                .map(line -> OptionalDouble.of(Double.parseDouble(line.substring(name.length() + 1))))
                .orElse(OptionalDouble.empty());
    }

    /** The ZooKeeper session that its last incarnation was granted, from its log: how long its latch outlives it. */
    public Optional<Duration> grantedSession() throws IOException {
        return grantedSession(Files.readString(process.log()));
    }

    static Optional<Duration> grantedSession(String log) {
        Matcher line = GRANTED.matcher(log);
        Optional<Duration> last = Optional.empty();
        while (line.find()) {
            last = Optional.of(Duration.ofMillis(Long.parseLong(line.group(1))));
        }
        return last;
    }

    private <T> Optional<T> get(String path, JavaType type) {
        return get(path).flatMap(body -> read(body, type));
    }

    private static <T> Optional<T> read(byte[] body, JavaType type) {
        try {
            return Optional.of(JSON.readValue(body, type));
        } catch (IOException e) {
            throw new UncheckedIOException("A controller's answer is not what its views are", e);
        }
    }

    private Optional<byte[]> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + ":" + httpPort + path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
