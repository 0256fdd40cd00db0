package org.hbaseha.controller.admin.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hbaseha.controller.admin.cluster.Json;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;

/** The web port of an HBase process: {@code /conf} and {@code /jmx}. Says nothing where the port is off, closed or wants a login. */
final class InfoServer {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Optional<ServerConfiguration> configuration(String host, int port) {
        return get(host, port, "/conf?format=json")
                .map(InfoServer::readConfiguration)
                .filter(values -> !values.isEmpty())
                .map(values -> new ServerConfiguration(values, true));
    }

    OptionalInt jdk(String host, int port) {
        return get(host, port, "/jmx?qry=java.lang:type=Runtime")
                .map(InfoServer::readJdk)
                .orElse(OptionalInt.empty());
    }

    private Optional<JsonNode> get(String host, int port, String path) {
        if (port <= 0) {
            return Optional.empty();
        }
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                            .timeout(PATIENCE)
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.of(Json.mapper().readTree(response.body()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Hadoop's {@code {"properties":[{"key":…,"value":…},…]}}. Pure. */
    static Map<String, String> readConfiguration(JsonNode document) {
        Map<String, String> values = new HashMap<>();
        document.path("properties")
                .forEach(property -> values.put(
                        property.path("key").asText(), property.path("value").asText()));
        return values;
    }

    /** Hadoop's JMX servlet: {@code {"beans":[{"SpecVersion":"17",…}]}}; before Java 9 it is {@code 1.8}. Pure. */
    static OptionalInt readJdk(JsonNode document) {
        String version = document.path("beans").path(0).path("SpecVersion").asText("");
        String feature = version.startsWith("1.") ? version.substring(2) : version;
        return feature.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(feature)) : OptionalInt.empty();
    }
}
