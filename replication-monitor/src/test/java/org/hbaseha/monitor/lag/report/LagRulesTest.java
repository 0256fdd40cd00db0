package org.hbaseha.monitor.lag.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.view.MonitorMetric;
import org.junit.Test;

/** An alert on a metric or a state that nobody exports never fires: holds {@code conf/prometheus-rules.yml} to {@link LagMetric}, {@link LagState} and {@link MonitorMetric}. */
public final class LagRulesTest {

    private static final Path RULES = Path.of("..", "conf", "prometheus-rules.yml");

    private static Set<String> found(String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(RULES));
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    public void alertsOnlyOnMetricsThatAreExported() throws IOException {
        assertThat(found("\\b(hbase_ha_replication_[a-z_]+)\\b"))
                .hasSizeGreaterThan(3)
                .isSubsetOf(Stream.concat(
                                Arrays.stream(LagMetric.values()).map(LagMetric::metric),
                                Arrays.stream(MonitorMetric.values()).map(MonitorMetric::metric))
                        .toList());
    }

    @Test
    public void alertsOnlyOnStatesThereAre() throws IOException {
        List<String> states = found("state=~?\"([a-z_|]+)\"").stream()
                .flatMap(names -> Arrays.stream(names.split("\\|")))
                .toList();

        assertThat(states)
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(LagState.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    public void everyStateThatNeedsAPersonHasAnAlert() throws IOException {
        String alerts = String.join(" ", found("state=\"([a-z_]+)\"").stream().collect(Collectors.toSet()));

        assertThat(alerts).contains("stuck", "peer_unreachable", "no_heartbeat", "disabled");
    }
}
