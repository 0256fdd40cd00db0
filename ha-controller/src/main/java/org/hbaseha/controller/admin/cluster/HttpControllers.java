package org.hbaseha.controller.admin.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.hbaseha.controller.bundle.IncidentId;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.layout.ControllerAddress;

/** {@link Controllers} over {@code java.net.http}: {@code /state}, {@code /history} and {@code /bundle}. */
public final class HttpControllers implements Controllers {

    private static final TypeReference<ControllerView> STATE = new TypeReference<>() {};
    private static final TypeReference<List<IncidentView>> HISTORY = new TypeReference<>() {};

    /** More than a controller remembers. */
    private static final int ALL = 100_000;

    private final HttpClient client;
    private final Duration timeout;

    /** {@code timeout} bounds the wait for each controller. */
    public HttpControllers(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public List<Reply<ControllerView>> states(List<ControllerAddress> controllers) {
        return ask(controllers, "/state", STATE);
    }

    @Override
    public List<Reply<List<IncidentView>>> histories(List<ControllerAddress> controllers) {
        return ask(controllers, "/history?limit=" + ALL, HISTORY);
    }

    @Override
    public List<Reply<byte[]>> bundles(List<ControllerAddress> controllers, IncidentId id) {
        return ask(controllers, "/bundle?id=" + id, HttpResponse.BodyHandlers.ofByteArray(), HttpControllers::bundle);
    }

    private static Reply<byte[]> bundle(ControllerAddress controller, HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> Reply.of(controller, response.body());
            case 404 -> Reply.failed(controller, "has no bundle of it");
            default -> Reply.failed(controller, "answers with HTTP status " + response.statusCode());
        };
    }

    private <T> List<Reply<T>> ask(List<ControllerAddress> controllers, String path, TypeReference<T> type) {
        return ask(
                controllers,
                path,
                HttpResponse.BodyHandlers.ofString(),
                (controller, response) -> read(controller, response, type));
    }

    private <B, T> List<Reply<T>> ask(
            List<ControllerAddress> controllers,
            String path,
            HttpResponse.BodyHandler<B> body,
            BiFunction<ControllerAddress, HttpResponse<B>, Reply<T>> read) {
        List<CompletableFuture<Reply<T>>> asked = controllers.stream()
                .map(controller -> client.sendAsync(request(controller, path), body)
                        .thenApply(response -> read.apply(controller, response))
                        .exceptionally(e -> Reply.failed(controller, words(e, controller))))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private HttpRequest request(ControllerAddress controller, String path) {
        String host = controller.host().contains(":") ? "[" + controller.host() + "]" : controller.host();
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + controller.httpPort() + path))
                .timeout(timeout)
                .GET()
                .build();
    }

    private static <T> Reply<T> read(
            ControllerAddress controller, HttpResponse<String> response, TypeReference<T> type) {
        if (response.statusCode() != 200) {
            return Reply.failed(controller, "answers with HTTP status " + response.statusCode());
        }
        try {
            return Reply.of(controller, Json.mapper().readValue(response.body(), type));
        } catch (JsonProcessingException e) {
            return Reply.failed(controller, "answers with something that is not its state: " + e.getOriginalMessage());
        }
    }

    private String words(Throwable failure, ControllerAddress controller) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return "gave no answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return "refuses connections on port " + controller.httpPort();
        }
        return cause instanceof IOException ? "cannot be reached: " + cause.getMessage() : cause.toString();
    }
}
