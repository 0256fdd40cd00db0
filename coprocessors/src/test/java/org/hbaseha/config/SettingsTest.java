package org.hbaseha.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.hbaseha.layout.Mode;
import org.junit.Test;

public class SettingsTest {

    @Test
    public void whatIsInForceIncludesDefaultsAndLeavesOutWhatHasNoValue() {
        Map<String, String> inForce =
                Settings.of(Map.of("hbase.ha.lease", "2s")).inForce();

        assertThat(inForce)
                .containsEntry("hbase.ha.lease", "2s")
                .containsEntry("hbase.ha.beat.interval", "100ms")
                .doesNotContainKey("hbase.ha.secret.file");
    }

    @Test
    public void unknownKeyIsRefusedAndTheNearestNamed() {
        assertThatThrownBy(() -> Settings.of(Map.of("hbase.ha.beat.intervall", "100ms")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("key=hbase.ha.beat.intervall")
                .hasMessageContaining("nearest=hbase.ha.beat.interval:");
        assertThatThrownBy(() -> Settings.of(Map.of("hbase.ha.witnes", "1")))
                .hasMessageContaining("nearest=hbase.ha.witnesses:");
        assertThatThrownBy(() -> Settings.of(Map.of("hbase.ha.", "1"))).isInstanceOf(ConfigException.class);
    }

    @Test
    public void firstOfSeveralUnknownKeysIsTheSameEachTime() {
        assertThatThrownBy(() -> Settings.of(Map.of("hbase.ha.z", "1", "hbase.ha.a", "1", "hbase.ha.m", "1")))
                .hasMessageContaining("key=hbase.ha.a ");
    }

    @Test
    public void keysOfOthersAreNoneOfOurBusiness() {
        Settings settings = Settings.of(Map.of("hbase.rpc.timeout", "nonsense", "hbase.hat", "1"));

        assertThat(settings.get(HaKeys.LEASE)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    public void writtenValueCountsAndSpacesAroundItDoNot() {
        Settings settings = Settings.of(Map.of(
                "hbase.ha.lease", " 2 s\n",
                "hbase.ha.mode", "automatic",
                "hbase.ha.probe.extra.ports", "22, 9866",
                "hbase.ha.witnesses", "5"));

        assertThat(settings.get(HaKeys.LEASE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(HaKeys.MODE)).isEqualTo(Mode.AUTOMATIC);
        assertThat(settings.get(HaKeys.PROBE_EXTRA_PORTS)).isEqualTo(List.of(22, 9866));
        assertThat(settings.get(HaKeys.WITNESSES)).isEqualTo(5);
        assertThat(settings.isSet(HaKeys.LEASE)).isTrue();
        assertThat(settings.isSet(HaKeys.BEAT_INTERVAL)).isFalse();
    }

    @Test
    public void everyUnitOfTimeIsUnderstood() {
        assertThat(ValueFormat.parseDuration("7ms")).isEqualTo(Duration.ofMillis(7));
        assertThat(ValueFormat.parseDuration("7s")).isEqualTo(Duration.ofSeconds(7));
        assertThat(ValueFormat.parseDuration("7m")).isEqualTo(Duration.ofMinutes(7));
        assertThat(ValueFormat.parseDuration("7h")).isEqualTo(Duration.ofHours(7));
        assertThat(ValueFormat.parseDuration("7d")).isEqualTo(Duration.ofDays(7));
    }

    @Test
    public void timeWithoutItsUnitOrOutOfBoundsIsRefusedWithWhatWouldBeRight() {
        for (String value : List.of("100", "", "ms", "-100ms", "1.5s", "100 millis", "0100msx", "19ms", "1001ms")) {
            assertUnusable("hbase.ha.beat.interval", HaKeys.BEAT_INTERVAL, value)
                    .hasMessageContaining("expected a time with its unit (ms, s, m, h, d) from 20ms to 1s");
        }
        for (String value : List.of("20ms", "1000ms", "1s")) {
            Settings.of(Map.of("hbase.ha.beat.interval", value)).get(HaKeys.BEAT_INTERVAL);
        }
        assertUnusable("hbase.ha.gate.retention", HaKeys.GATE_RETENTION, "999999999999999d");
    }

    @Test
    public void numberPortModePathAndTextAreCheckedToo() {
        for (String value : List.of("0", "16", "three", "2147483648", "")) {
            assertUnusable("hbase.ha.witnesses", HaKeys.WITNESSES, value)
                    .hasMessageContaining("expected a whole number from 1 to 15");
        }
        for (String value : List.of("0", "65536", "22,,23", "22;23")) {
            assertUnusable("hbase.ha.probe.extra.ports", HaKeys.PROBE_EXTRA_PORTS, value);
        }
        for (String value : List.of("Automatic", "semi", "")) {
            assertUnusable("hbase.ha.mode", HaKeys.MODE, value)
                    .hasMessageContaining("expected one of shadow, manual, semi-automatic, automatic");
        }
        for (String value : List.of("hbase-ha", "/", "/hbase-ha/", "")) {
            assertUnusable("hbase.ha.znode.parent", HaKeys.ZNODE_PARENT, value);
        }
        assertUnusable("hbase.ha.secret.file", HaKeys.SECRET_FILE, "");
    }

    @Test
    public void settingThatHasNoDefaultIsAskedForWithItsSentence() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.find(HaKeys.SECRET_FILE)).isEmpty();
        assertThatThrownBy(() -> settings.get(HaKeys.SECRET_FILE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("key=hbase.ha.secret.file")
                .hasMessageContaining("at least 32 bytes");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertUnusable(
            String name, ConfigKey<?> key, String value) {
        Settings settings = Settings.of(Map.of(name, value));
        return assertThatThrownBy(() -> settings.get(key))
                .as("%s=%s", name, value)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("key=" + name)
                .hasMessageContaining("value=" + value);
    }
}
