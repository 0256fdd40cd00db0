package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hbaseha.it.benchmark.Scenario;
import org.junit.Test;

/** The lists in {@code src-it/README.md} are the ones of the code. {@code -Dha.readme.write=true} writes them instead of comparing. */
public final class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path SCENARIOS = Path.of("src/test/java/org/hbaseha/it/scenario");
    private static final Pattern TEST = Pattern.compile("@Test[^;{]*?public void (\\w+)\\(");
    private static final Pattern OPTION = Pattern.compile("--scenario ([a-z0-9,-]+)");
    private static final String END = "<!-- end -->";

    @Test
    public void listsWhatTheBenchmarkCanDo() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| name | what is done to a region server |", "|---|---|"));
        Arrays.stream(Scenario.values())
                .map(scenario ->
                        "| `" + scenario.label() + "` | " + scenario.words().replaceAll(",$", "") + " |")
                .forEach(lines::add);

        requireBlock("benchmark scenarios", lines);
    }

    @Test
    public void listsEveryScenarioOnRealProcesses() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| what holds | `-Dit.test=` |", "|---|---|"));
        for (Path source : sources()) {
            String type = source.getFileName().toString().replace(".java", "");
            Matcher tests = TEST.matcher(Files.readString(source));
            while (tests.find()) {
                lines.add("| " + sentence(tests.group(1)) + " | `" + type + "#" + tests.group(1) + "` |");
            }
        }

        assertThat(lines).hasSizeGreaterThan(10);
        requireBlock("process scenarios", lines);
    }

    @Test
    public void everyCommandNamesScenariosThatExist() throws IOException {
        Matcher options = OPTION.matcher(Files.readString(README));
        int found = 0;
        while (options.find()) {
            for (String name : options.group(1).split(",", -1)) {
                assertThat(Scenario.parse(name).label()).isEqualTo(name);
                found++;
            }
        }

        assertThat(found).isPositive();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith("IT.java"))
                    .sorted()
                    .toList();
        }
    }

    /** A test's name is a claim: written as one. */
    private static String sentence(String name) {
        return name.replaceAll("HBase", "Hbase")
                .replaceAll("ZooKeeper", "Zookeeper")
                .replaceAll("([A-Z])", " $1")
                .toLowerCase(Locale.ROOT)
                .replace("hbase", "HBase")
                .replace("zookeeper", "ZooKeeper")
                .strip();
    }

    private static void requireBlock(String name, List<String> lines) throws IOException {
        String text = Files.readString(README);
        String begin = "<!-- " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(END, from);
        String wanted = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("ha.readme.write")) {
            Files.writeString(README, text.substring(0, from) + wanted + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as("The list '%s' of src-it/README.md is not the code's: -Dha.readme.write=true writes it", name)
                .isEqualTo(wanted);
    }
}
