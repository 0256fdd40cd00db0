package org.hbaseha.controller.admin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.fencing.Epoch;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class AdminServerTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ControllerMetrics metrics = new ControllerMetrics(AdminServerTest::state);
    private final AdminServer server = new AdminServer("127.0.0.1", 0, sources());
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean ready = true;
    private int port;

    private AdminServer.Sources sources() {
        return new AdminServer.Sources(
                () -> new Answer(true, Map.of("loopLagMillis", 3)),
                () -> new Answer(ready, Map.of("zooKeeperConnected", ready)),
                () -> new Answer(false, Map.of("leader", "c2")),
                AdminServerTest::state,
                () -> IntStream.range(0, 5).mapToObj(AdminServerTest::incident).toList(),
                id -> id.text().equals("7-1") ? Optional.of(new byte[] {1, 2, 3}) : Optional.empty(),
                metrics.registry());
    }

    private static ControllerView state() {
        return new ControllerView(
                "c1", "1", NOON, NOON, true, 7, "c1", true, null, "", "shadow", "", null, List.of(), List.of(),
                List.of(), null, List.of(), List.of());
    }

    private static IncidentView incident(int number) {
        return new IncidentView("7-" + number, "rs,1,2", "c1", 7, "C", "RECOVERED", "gone", List.of(), "", List.of());
    }

    @Before
    public void start() throws IOException {
        port = server.start();
    }

    @After
    public void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    public void statusCodesAreForLoadBalancers() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        ready = false;
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/leader").statusCode()).isEqualTo(503);
        assertThat(get("/leader").body()).contains("c2");
    }

    @Test
    public void stateIsReadBackAsItWas() throws Exception {
        ControllerView read = JsonForm.mapper().readValue(get("/state").body(), ControllerView.class);

        assertThat(read).isEqualTo(state());
        assertThat(get("/state").body()).contains("\"2026-01-01T12:00:00Z\"");
    }

    @Test
    public void historyGivesTheLatest() throws Exception {
        IncidentView[] all = JsonForm.mapper().readValue(get("/history").body(), IncidentView[].class);
        IncidentView[] two = JsonForm.mapper().readValue(get("/history?limit=2").body(), IncidentView[].class);

        assertThat(all).hasSize(5);
        assertThat(two).extracting(IncidentView::id).containsExactly("7-3", "7-4");
        assertThat(get("/history?limit=nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    public void aBundleIsServedAsItIs() throws Exception {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bundle?id=7-1"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).containsExactly(1, 2, 3);
        assertThat(get("/bundle?id=7-2").statusCode()).isEqualTo(404);
        assertThat(get("/bundle?id=7-2").body()).contains("has no bundle of 7-2");
    }

    @Test
    public void whatIsNoIncidentIdNeverReachesTheDisk() throws Exception {
        for (String id :
                List.of("", "..", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "a%00b", "7-1.jsonl", "7%5C1")) {
            assertThat(get("/bundle?id=" + id).statusCode()).as(id).isEqualTo(400);
        }
        assertThat(get("/bundle").statusCode()).isEqualTo(400);
    }

    @Test
    public void metricsCountWhatTheJournalSays() throws Exception {
        metrics.count(new AuditEntry(
                NOON,
                Epoch.NONE,
                "VERDICT",
                "rs,1,2",
                "7-1",
                "gone",
                Map.of("class", "C", "sinceFirstEvidenceMs", "120")));

        assertThat(get("/metrics").body())
                .contains("hbase_ha_verdicts_total{class=\"C\"} 1.0")
                .contains("hbase_ha_detection_seconds_count{class=\"C\"} 1")
                .contains("hbase_ha_leading 1.0")
                .contains("hbase_ha_epoch 7.0");
    }

    @Test
    public void answersNonsenseInOneLine() throws Exception {
        HttpResponse<String> answer = get("/no/such/page");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body().strip().lines()).hasSize(1);
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    public void aPortThatIsTakenIsOneSentence() {
        AdminServer second = new AdminServer("127.0.0.1", port, sources());

        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("hbase.ha.controller.http.port");
        second.close();
    }
}
