package org.hbaseha.controller.admin.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** An alert on a metric that nobody exports never fires: holds {@code conf/prometheus-rules.yml} to the names in the code. */
public final class PrometheusRulesTest {

    /** The replication monitor's are its own; a test there holds them. */
    private static final Pattern NAME = Pattern.compile("\\bhbase_ha_(?!replication_)[a-z_]+\\b");

    private static final Pattern EXPORTED = Pattern.compile("\"(hbase_ha_[a-z_]+)\"");

    @Test
    public void alertsOnlyOnMetricsThatAreExported() throws IOException {
        Set<String> used = matches(NAME, 0, Files.readString(Path.of("..", "conf", "prometheus-rules.yml")));

        assertThat(used).isNotEmpty();
        assertThat(used.stream().map(PrometheusRulesTest::withoutHistogramSuffix))
                .isSubsetOf(exported());
    }

    private static Set<String> exported() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> names.addAll(matches(EXPORTED, 1, read(file))));
        }
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutHistogramSuffix(String name) {
        return name.replaceFirst("_(bucket|sum|count)$", "");
    }

    private static Set<String> matches(Pattern pattern, int group, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
