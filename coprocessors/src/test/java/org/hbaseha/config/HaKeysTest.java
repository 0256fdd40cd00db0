package org.hbaseha.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.layout.Mode;
import org.junit.Test;

public class HaKeysTest {

    /** As the documentation promises them; a default changes here too, knowingly. */
    private static final Map<ConfigKey<?>, Object> DEFAULTS = Map.ofEntries(
            entry(HaKeys.BEAT_INTERVAL, Duration.ofMillis(100)),
            entry(HaKeys.LEASE, Duration.ofMillis(1500)),
            entry(HaKeys.STREAM_STALL, Duration.ofSeconds(3)),
            entry(HaKeys.RECONNECT_LEAST, Duration.ofMillis(100)),
            entry(HaKeys.RECONNECT_MOST, Duration.ofSeconds(2)),
            entry(HaKeys.LIVE_PORT, 0),
            entry(HaKeys.CONTROLLERS, List.of()),
            entry(HaKeys.GATE_ISOLATED, true),
            entry(HaKeys.DIGEST_PASSES, 2),
            entry(HaKeys.DIGEST_RATE, 200),
            entry(HaKeys.CONTROLLER_BIND, "0.0.0.0"),
            entry(HaKeys.CONTROLLER_BEAT_PORT, 16_070),
            entry(HaKeys.CONTROLLER_HTTP_PORT, 16_071),
            entry(HaKeys.CONTROLLER_SESSION, Duration.ofSeconds(4)),
            entry(HaKeys.MODE, Mode.SHADOW),
            entry(HaKeys.PLAN_EXPIRES, Duration.ofMinutes(15)),
            entry(HaKeys.HOOK_BEFORE, ""),
            entry(HaKeys.HOOK_AFTER, ""),
            entry(HaKeys.HOOK_TIMEOUT, Duration.ofSeconds(5)),
            entry(HaKeys.SUSPECT_AFTER, Duration.ofMillis(500)),
            entry(HaKeys.PAUSE_BUDGET, Duration.ofSeconds(6)),
            entry(HaKeys.PAUSE_BUDGET_MOST, Duration.ofSeconds(30)),
            entry(HaKeys.PROBE_TIMEOUT, Duration.ofMillis(250)),
            entry(HaKeys.PROBE_INTERVAL, Duration.ofMillis(100)),
            entry(HaKeys.WITNESSES, 3),
            entry(HaKeys.PROBE_EXTRA_PORTS, List.of()),
            entry(HaKeys.CRASH_PROCEDURE_GRACE, Duration.ofMillis(300)),
            entry(HaKeys.BREAKER_WINDOW, Duration.ofMinutes(10)),
            entry(HaKeys.START_UP_GRACE, Duration.ofSeconds(15)),
            entry(HaKeys.RACKS, Map.of()),
            entry(HaKeys.FILE_SYSTEM_INTERVAL, Duration.ofSeconds(2)),
            entry(HaKeys.FILE_SYSTEM_TIMEOUT, Duration.ofSeconds(2)),
            entry(HaKeys.SCORECARD_SERVER_HOURS, 72),
            entry(HaKeys.SCORECARD_HOURS, 24),
            entry(HaKeys.GATE_RETENTION, Duration.ofDays(1)),
            entry(HaKeys.MONITOR_BIND, "0.0.0.0"),
            entry(HaKeys.MONITOR_HTTP_PORT, 16_072),
            entry(HaKeys.MONITOR_TABLES, List.of("all")),
            entry(HaKeys.MONITOR_CONTINUOUS_INTERVAL, Duration.ofSeconds(5)),
            entry(HaKeys.MONITOR_SWEEP_PERIOD, Duration.ofDays(1)),
            entry(HaKeys.MONITOR_SWEEP_RATE, 50),
            entry(HaKeys.MONITOR_SHOWS_VALUES, false));

    @Test
    public void listHasEveryKeyOfTheClassOnce() throws IllegalAccessException {
        List<Object> declared = new ArrayList<>();
        for (Field field : HaKeys.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigKey.class) {
                declared.add(field.get(null));
            }
        }

        assertThat(HaKeys.all()).doesNotHaveDuplicates().hasSameElementsAs(cast(declared));
        assertThat(HaKeys.all()).extracting(ConfigKey::name).doesNotHaveDuplicates();
    }

    @Test
    public void everyDefaultIsAValueOfItsFormatAndTheOnePromised() {
        Settings nothingSet = Settings.of(Map.of());

        for (ConfigKey<?> key : HaKeys.all()) {
            assertThat(nothingSet.find(key).map(Object.class::cast))
                    .as(key.name())
                    .isEqualTo(Optional.ofNullable(DEFAULTS.get(key)));
        }
    }

    @Test
    public void everyKeyIsExplainedInASentenceAndSaysWhatIsExpected() {
        for (ConfigKey<?> key : HaKeys.all()) {
            assertThat(key.sentence()).as(key.name()).matches("[A-Z].*\\.");
            assertThat(key.format().expected()).as(key.name()).isNotBlank();
            assertThat(key.name()).matches("hbase\\.ha(\\.[a-z]+)+");
        }
    }

    @Test
    public void keyOutsideOurPrefixIsABug() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigKey.of("hbase.rpc.timeout", ValueFormat.text(), "x", "X."))
                .withMessageContaining("hbase.rpc.timeout");
    }

    @SuppressWarnings("unchecked")
    private static List<ConfigKey<?>> cast(List<Object> keys) {
        return (List<ConfigKey<?>>) (List<?>) keys;
    }
}
