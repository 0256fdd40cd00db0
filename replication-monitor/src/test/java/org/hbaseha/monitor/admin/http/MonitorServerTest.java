package org.hbaseha.monitor.admin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.ViewJson;
import org.hbaseha.monitor.view.Views;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class MonitorServerTest {

    private final List<FindingQuery> asked = new ArrayList<>();
    private final MonitorServer server =
            new MonitorServer("127.0.0.1", 0, new Sources(this::state, this::findings, this::readiness));
    private final HttpClient http = HttpClient.newHttpClient();
    private MonitorView state = Views.busy();
    private boolean ready = true;
    private int port;

    private MonitorView state() {
        return state;
    }

    private synchronized List<String> findings(FindingQuery query) {
        asked.add(query);
        return IntStream.range(0, 2_000)
                .mapToObj(i -> "{\"row\":\"<b>" + i + "\"}")
                .toList();
    }

    private Readiness readiness() {
        return new Readiness(ready, ready ? "works on dr" : "ZooKeeper does not answer");
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
    public void statusCodesAreForScriptsAndTheSentenceForPeople() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        assertThat(get("/ready").body()).contains("works on dr");

        ready = false;

        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/ready").body()).contains("ZooKeeper does not answer");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    public void stateIsReadBackAsItWas() throws Exception {
        String json = get("/state").body();

        assertThat(ViewJson.read(json)).isEqualTo(Views.busy());
        assertThat(json).contains("\"at\":\"2026-03-01T12:00:00Z\"");
        assertThat(ViewJson.read(json.replace("\"monitor\"", "\"later\":1,\"monitor\"")))
                .isEqualTo(Views.busy());
    }

    @Test
    public void whatIsNoViewIsRefused() {
        for (String text : List.of("", "null", "[]", "{}", "{\"monitor\":\"m1\",\"pairs\":[{}]}", "<html>")) {
            assertThatThrownBy(() -> ViewJson.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    public void findingsAreLinesOfWhatWasAskedFor() throws Exception {
        HttpResponse<String> all = get("/findings");
        HttpResponse<String> some = get("/findings?table=ns:t&peer=dr&limit=2");

        assertThat(all.body().lines()).hasSize(1_000);
        assertThat(all.headers().firstValue("Content-Type")).contains("application/x-ndjson;charset=utf-8");
        assertThat(some.body()).isEqualTo("{\"row\":\"<b>0\"}\n{\"row\":\"<b>1\"}\n");
        assertThat(asked)
                .containsExactly(
                        new FindingQuery(Optional.empty(), Optional.empty(), 1_000),
                        new FindingQuery(Optional.of("ns:t"), Optional.of("dr"), 2));
        assertThat(get("/findings?limit=0").body()).isEmpty();
    }

    @Test
    public void aFilterThatIsNotUnderstoodIsRefusedAndNothingIsShown() throws Exception {
        for (String query : List.of("tabel=t", "limit=many", "limit=-1", "limit=100001", "limit=2&color=red")) {
            HttpResponse<String> answer = get("/findings?" + query);

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body().strip().lines()).as(query).hasSize(1);
        }
        assertThat(get("/findings?tabel=t").body()).contains("there are limit, peer, table");
        assertThat(asked).isEmpty();
    }

    @Test
    public void whatIsAskedForIsNeverRepeated() throws Exception {
        String script = "%3Cscript%3Ealert(1)%3C/script%3E";
        for (String path : List.of(
                "/" + script,
                "/findings?" + script + "=1",
                "/findings?limit=" + script,
                "/state/" + script,
                "/?a=" + script)) {
            assertThat(get(path).body())
                    .as(path)
                    .doesNotContain("<script>alert")
                    .doesNotContain("alert(1)");
        }
    }

    @Test
    public void whatIsNotThereIsOneLineAndTellsNothingOfTheServer() throws Exception {
        for (String path :
                List.of("/no/such/page", "/monitor.html", "/../monitor.js", "/monitor.js/", "/WEB-INF/web.xml")) {
            HttpResponse<String> answer = get(path);

            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.body().strip().lines()).as(path).hasSize(1);
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    public void nothingCanBeChanged() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/state"))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
        }
    }

    @Test
    public void everyAnswerForbidsScriptsThatAreNotOurs() throws Exception {
        for (String path : List.of("/", "/monitor.js", "/monitor.css", "/state", "/findings", "/ready")) {
            HttpResponse<String> answer = get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        assertThat(get("/").headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(get("/monitor.js").headers().firstValue("Content-Type")).contains("text/javascript;charset=utf-8");
        assertThat(get("/monitor.css").headers().firstValue("Content-Type")).contains("text/css;charset=utf-8");
    }

    @Test
    public void metricsAreOfTheView() throws Exception {
        String metrics = get("/metrics").body();

        assertThat(metrics)
                .contains("hbase_ha_replication_lag_seconds{peer=\"dr\"} 0.14\n")
                .contains("hbase_ha_replication_lag_seconds{peer=\"far\"} 90.0\n")
                .contains("hbase_ha_replication_state{peer=\"far\",state=\"behind\"} 1.0\n")
                .contains("hbase_ha_replication_working{peer=\"dr\"} 1.0\n")
                .contains("hbase_ha_replication_working{peer=\"old\"} 0.0\n")
                .contains("hbase_ha_replication_findings{class=\"missing\",peer=\"dr\",table=\"t\"} 1.0\n")
                .contains("# TYPE hbase_ha_replication_sweep_read_bytes_total counter\n")
                .contains("hbase_ha_replication_sweep_read_bytes_total{peer=\"dr\",table=\"t\"} 9.0E9\n")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    public void everyLineOfTheMetricsIsAsPrometheusReadsThem() throws Exception {
        assertThat(get("/metrics").body().lines())
                .hasSizeGreaterThan(50)
                .allMatch(
                        line -> line.startsWith("# HELP ")
                                || line.startsWith("# TYPE ")
                                || line.matches(
                                        "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[a-zA-Z_]\\w*=\"([^\"\\\\]|\\\\.)*\"(,[a-zA-Z_]\\w*=\"([^\"\\\\]|\\\\.)*\")*})? (NaN|[+-]Inf|[-+0-9.eE]+)"));
    }

    @Test
    public void hostileNamesStayInsideTheirLabel() throws Exception {
        state = Views.monitor(
                "m1",
                Views.pair("a\"} 1\nevil", "m1", org.hbaseha.monitor.lag.LagState.CAUGHT_UP, 1, Views.proved("t\\\"")));

        assertThat(get("/metrics").body())
                .contains("hbase_ha_replication_working{peer=\"a\\\"} 1\\nevil\"} 1.0\n")
                .doesNotContain("\nevil");
    }

    @Test
    public void metricsAreThereBeforeAnythingIsKnown() throws Exception {
        state = Views.monitor("m1");

        assertThat(get("/metrics").statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(get("/state").body()).get("pairs"))
                .isEmpty();
    }

    @Test
    public void aPortThatIsTakenIsOneSentence() {
        MonitorServer other =
                new MonitorServer("127.0.0.1", port, new Sources(this::state, this::findings, this::readiness));

        assertThatThrownBy(other::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("hbase.ha.monitor.http.port");
        other.close();
    }
}
