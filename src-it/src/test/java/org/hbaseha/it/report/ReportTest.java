package org.hbaseha.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.invariant.Verdict;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shape that programs rely on, letter by letter. */
public class ReportTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void writesTheShapeOfTheDesign() throws Exception {
        Samples samples = new Samples();
        List.of(1_900L, 2_400L, 3_100L).forEach(value -> samples.add("crash", "hbase-ha", Metric.RECOVERED, value));
        samples.add("crash", "stock-default", Metric.RECOVERED, 38_000);
        Report report = new Report(
                "benchmark failover",
                "0.1.0",
                new MachineFacts(2, 0.4, 24_000L, "Linux 6", "17"),
                samples.results(),
                samples.ratiosTo("hbase-ha", Metric.RECOVERED),
                List.of(InvariantLine.of(new InvariantResult(
                        "acknowledged-writes-lost", Verdict.HOLDS, 48_211, 0, "all there", List.of()))),
                List.of(new BoundLine(
                        "crash",
                        "hbase-ha",
                        "recovered",
                        "median <= 5000 ms",
                        "median 2400 ms, n=3",
                        BoundLine.Verdict.HOLDS)),
                List.of("why a number is absent"));

        Path file = folder.getRoot().toPath().resolve("deep/er/report.json");
        report.writeTo(file);

        JsonNode expected = new ObjectMapper().readTree("""
                        {"command": "benchmark failover", "version": "0.1.0",
                         "machine": {"cores": 2, "load": 0.4, "memoryMebibytes": 24000, "kernel": "Linux 6", "java": "17"},
                         "results": [
                          {"scenario": "crash", "variant": "hbase-ha", "metric": "recovered", "unit": "ms",
                           "n": 3, "min": 1900, "median": 2400, "p99": 3100, "max": 3100},
                          {"scenario": "crash", "variant": "stock-default", "metric": "recovered", "unit": "ms",
                           "n": 1, "min": 38000, "median": 38000, "p99": 38000, "max": 38000}],
                         "ratios": [{"metric": "recovered", "scenario": "crash", "of": "stock-default", "to": "hbase-ha",
                                     "value": 15.83}],
                         "invariants": [{"name": "acknowledged-writes-lost", "verdict": "HOLDS", "checked": 48211,
                                         "violations": 0}],
                         "bounds": [{"scenario": "crash", "variant": "hbase-ha", "metric": "recovered",
                                     "must": "median <= 5000 ms", "measured": "median 2400 ms, n=3", "verdict": "HOLDS"}],
                         "notes": ["why a number is absent"]}
                        """);
        assertThat(new ObjectMapper().readTree(Files.readString(file))).isEqualTo(expected);
    }

    @Test
    public void hasNoBoundsWhereNothingIsPromised() {
        Report report = new Report(
                "quickstart",
                "0.1.0",
                new MachineFacts(2, null, null, "k", "17"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(report.toJson()).doesNotContain("bounds");
    }

    @Test
    public void omitsWhatTheMachineDoesNotTell() throws Exception {
        String json = new ObjectMapper().writeValueAsString(new MachineFacts(2, null, null, "k", "17"));

        assertThat(json).isEqualTo("{\"cores\":2,\"kernel\":\"k\",\"java\":\"17\"}");
    }

    @Test
    public void hasNoRatioToWhatWasNotMeasured() {
        Samples samples = new Samples();
        samples.add("freeze", "stock-default", Metric.RECOVERED, 40_000);
        samples.add("crash", "hbase-ha", Metric.RECOVERED, 2_000);

        assertThat(samples.ratiosTo("hbase-ha", Metric.RECOVERED)).isEmpty();
    }
}
