package org.hbaseha.it.benchmark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.http.JsonForm;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.layout.ControllerAddress;

/** What the controllers of a site say of themselves, read by HTTP as any operator's tool does. Any thread. */
final class ControllerViews {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = JsonForm.mapper();

    private final SiteZooKeeper zooKeeper;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    ControllerViews(SiteZooKeeper zooKeeper) {
        this.zooKeeper = zooKeeper;
    }

    /** The view of every controller that answers. */
    List<ControllerView> states() throws IOException, InterruptedException {
        List<ControllerView> states = new ArrayList<>();
        for (ControllerAddress controller : zooKeeper.controllers()) {
            states.add(JSON.readValue(get(controller, "/state"), ControllerView.class));
        }
        return states;
    }

    /** Everything the controllers remember about one incarnation of a server, from all of them. */
    List<IncidentView> incidents(ServerName server) throws IOException, InterruptedException {
        List<IncidentView> incidents = new ArrayList<>();
        for (ControllerAddress controller : zooKeeper.controllers()) {
            List<IncidentView> all = JSON.readValue(get(controller, "/history"), new TypeReference<>() {});
            all.stream()
                    .filter(incident -> incident.server().equals(server.getServerName()))
                    .forEach(incidents::add);
        }
        return incidents;
    }

    private String get(ControllerAddress controller, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + controller.host() + ":" + controller.httpPort() + path);
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("Controller refused uri=" + uri + " status=" + response.statusCode());
        }
        return response.body();
    }
}
