package org.hbaseha.controller.admin.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.ConfigKey;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.layout.Mode;
import org.junit.Test;

/** Holds {@code conf/ha-site.xml} to {@link HaKeys}, in both directions. */
public final class HaSiteFileTest {

    private static final Path FILE = Path.of("..", "conf", "ha-site.xml");
    private static final Pattern PROPERTY = Pattern.compile(
            "<property>\\s*<name>(.*?)</name>\\s*<value>(.*?)</value>\\s*<description>(.*?)</description>\\s*</property>",
            Pattern.DOTALL);

    private record Documented(String name, String value, String description) {}

    @Test
    public void documentsEveryKeyOnceAndInOrder() throws IOException {
        assertThat(documented().stream().map(Documented::name))
                .containsExactlyElementsOf(
                        HaKeys.all().stream().map(ConfigKey::name).toList());
    }

    @Test
    public void tellsTheDefaultTheSentenceAndWhatIsExpected() throws IOException {
        for (Documented documented : documented()) {
            ConfigKey<?> key = key(documented.name());
            assertThat(documented.description())
                    .isEqualTo(key.sentence() + " Value: " + key.format().expected() + ".");
            key.defaultText()
                    .ifPresent(text ->
                            assertThat(documented.value()).as(key.name()).isEqualTo(text));
        }
    }

    @Test
    public void examplesOfKeysWithoutDefaultCanBeUsed() throws IOException {
        for (Documented documented : documented()) {
            Object parsed = key(documented.name()).format().parse().apply(documented.value());

            assertThat(parsed).as(documented.name()).isNotNull();
        }
    }

    @Test
    public void isShadowModeWithNothingButASecretToSet() {
        Configuration configuration = new Configuration(false);
        configuration.addResource(new org.apache.hadoop.fs.Path(FILE.toUri()));

        Settings settings = Settings.of(configuration, configuration::get);

        assertThat(settings.get(HaKeys.MODE)).isEqualTo(Mode.SHADOW);
        assertThat(HaKeys.all().stream().filter(settings::isSet).map(ConfigKey::name))
                .containsExactly(HaKeys.SECRET_FILE.name());
    }

    private static ConfigKey<?> key(String name) {
        return HaKeys.all().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Commented out or not. */
    private static List<Documented> documented() throws IOException {
        Matcher matcher = PROPERTY.matcher(Files.readString(FILE));
        List<Documented> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(new Documented(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        return found;
    }
}
