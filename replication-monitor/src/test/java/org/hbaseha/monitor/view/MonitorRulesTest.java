package org.hbaseha.monitor.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hbaseha.monitor.lag.report.LagMetric.Sample;
import org.junit.Test;

/** Holds the alerts of {@code conf/prometheus-rules.yml} to what a monitor exports: its metrics, and the labels they have. */
public final class MonitorRulesTest {

    private static final Pattern ALERT = Pattern.compile(
            "- alert: (HBaseHAReplication\\w+)\\n(.*?)(?=\\n *- alert:|\\n *- name:|\\z)", Pattern.DOTALL);

    private static Map<String, String> alerts() throws IOException {
        Map<String, String> alerts = new TreeMap<>();
        Matcher matcher = ALERT.matcher(Files.readString(Path.of("..", "conf", "prometheus-rules.yml")));
        while (matcher.find()) {
            alerts.put(matcher.group(1), matcher.group(2));
        }
        return alerts;
    }

    private static String expression(String alert) {
        Matcher matcher = Pattern.compile("expr: (?:>-\\n)?(.*?)\\n *(?:for|labels):", Pattern.DOTALL)
                .matcher(alert);
        assertThat(matcher.find()).as(alert).isTrue();
        return matcher.group(1);
    }

    private static List<MonitorMetric> used(String expression) {
        return Arrays.stream(MonitorMetric.values())
                .filter(metric -> Pattern.compile("\\b" + metric.metric() + "\\b")
                        .matcher(expression)
                        .find())
                .toList();
    }

    @Test
    public void whatAPersonMustKnowHasAnAlert() throws IOException {
        Map<String, MonitorMetric> wanted = Map.of(
                "HBaseHAReplicationNobodyWorks", MonitorMetric.WORKING,
                "HBaseHAReplicationFindings", MonitorMetric.FINDINGS,
                "HBaseHAReplicationNotProved", MonitorMetric.OLDEST_PROOF_AGE_SECONDS,
                "HBaseHAReplicationLooksNoMore", MonitorMetric.LOOK_AGE_SECONDS,
                "HBaseHAReplicationSweepPaused", MonitorMetric.SWEEP_PAUSED);

        Map<String, String> alerts = alerts();

        wanted.forEach((alert, metric) -> {
            assertThat(alerts).containsKey(alert);
            assertThat(used(expression(alerts.getOrDefault(alert, ""))))
                    .as(alert)
                    .contains(metric);
        });
    }

    @Test
    public void everyAlertOfAMonitorSaysWhatToDo() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(8).allSatisfy((name, alert) -> {
            assertThat(alert).contains("severity: ", "summary: ", "description: ");
            assertThat(alert).as(name).containsPattern("hbase-ha|Look |look |watch ");
        });
    }

    /** A label that a metric does not have is empty in a summary, and groups everything in one. */
    @Test
    public void labelsAreThoseOfTheMetrics() throws IOException {
        alerts().forEach((name, alert) -> {
            List<MonitorMetric> used = used(expression(alert));
            for (MonitorMetric metric : used) {
                List<Sample> samples = metric.samples(Views.busy());
                assertThat(samples).as(metric.name()).isNotEmpty();
                Matcher label = Pattern.compile("\\$labels\\.(\\w+)|by \\(([\\w, ]+)\\)")
                        .matcher(alert);
                while (label.find()) {
                    String names = label.group(1) != null ? label.group(1) : label.group(2);
                    assertThat(samples.get(0).labels().keySet())
                            .as(name + " and " + metric.metric())
                            .containsAll(Arrays.stream(names.split(", ", -1))
                                    .filter(each -> !each.equals("job"))
                                    .toList());
                }
            }
        });
    }

    /** What was never proved at all must not hide: the watch's age stands in, and passes two periods. */
    @Test
    public void aTableThatWasNeverProvedFiresInTheEnd() {
        double age = value(MonitorMetric.OLDEST_PROOF_AGE_SECONDS);
        double period = value(MonitorMetric.SWEEP_PERIOD_SECONDS);

        assertThat(Views.busy().pairs().get(0).tables().get(0).oldestProof()).isNull();
        assertThat(age).isGreaterThan(2 * period);
    }

    private static double value(MonitorMetric metric) {
        return metric.samples(Views.busy()).stream()
                .filter(sample -> sample.labels().containsValue("t"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
