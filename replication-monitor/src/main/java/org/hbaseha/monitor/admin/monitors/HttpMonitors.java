package org.hbaseha.monitor.admin.monitors;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.admin.http.FindingQuery;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.ViewJson;

/** {@link Monitors} over {@code java.net.http}: {@code /state} and {@code /findings}. */
public final class HttpMonitors implements Monitors {

    private final HttpClient client;
    private final Duration timeout;

    /** {@code timeout} bounds the wait for each monitor. */
    public HttpMonitors(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public List<Reply<MonitorView>> states(List<MonitorAddress> monitors) {
        return ask(monitors, "/state", ViewJson::read);
    }

    @Override
    public List<Reply<List<String>>> findings(List<MonitorAddress> monitors, FindingQuery query) {
        StringBuilder path = new StringBuilder("/findings?limit=" + query.limit());
        query.table().ifPresent(table -> path.append("&table=").append(encoded(table)));
        query.peer().ifPresent(peer -> path.append("&peer=").append(encoded(peer)));
        return ask(monitors, path.toString(), text -> text.lines()
                .filter(line -> !line.isBlank())
                .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> List<Reply<T>> ask(List<MonitorAddress> monitors, String path, Function<String, T> read) {
        List<CompletableFuture<Reply<T>>> asked = monitors.stream()
                .map(monitor -> client.sendAsync(request(monitor, path), HttpResponse.BodyHandlers.ofString())
                        .thenApply(response -> answer(monitor, response, read))
                        .exceptionally(e -> Reply.failed(monitor, words(e, monitor))))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private HttpRequest request(MonitorAddress monitor, String path) {
        String host = monitor.host().contains(":") ? "[" + monitor.host() + "]" : monitor.host();
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + monitor.httpPort() + path))
                .timeout(timeout)
                .GET()
                .build();
    }

    private static <T> Reply<T> answer(
            MonitorAddress monitor, HttpResponse<String> response, Function<String, T> read) {
        if (response.statusCode() != 200) {
            return Reply.failed(monitor, "answers with HTTP status " + response.statusCode());
        }
        try {
            return Reply.of(monitor, read.apply(response.body()));
        } catch (IllegalArgumentException e) {
            return Reply.failed(monitor, "answers with something that no replication monitor says");
        }
    }

    private String words(Throwable failure, MonitorAddress monitor) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return "gave no answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return "cannot be connected to on port " + monitor.httpPort();
        }
        return cause instanceof IOException ? "cannot be reached: " + cause.getMessage() : cause.toString();
    }
}
