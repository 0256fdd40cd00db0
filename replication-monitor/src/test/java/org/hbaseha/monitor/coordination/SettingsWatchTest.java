package org.hbaseha.monitor.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.monitor.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.monitor.coordination.ZooKeeperFixture.SECRET;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.Settings;
import org.hbaseha.layout.LiveSettingsRecord;
import org.hbaseha.layout.MonitorAddress;
import org.junit.Rule;
import org.junit.Test;

public final class SettingsWatchTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private static LiveSettings configured() {
        return LiveSettings.of(Settings.of(Map.of("hbase.ha.monitor.sweep.megabytes.per.second", "7")));
    }

    private static LiveSettingsRecord record(Optional<Long> rate, Optional<Duration> period, Optional<String> paused) {
        return new LiveSettingsRecord(period, rate, Optional.empty(), paused, "ana", NOON);
    }

    private SettingsWatch watch(MonitorSession session) throws CoordinationException {
        SettingsWatch watch = new SettingsWatch(session, configured());
        watch.start();
        return watch;
    }

    private void write(LiveSettingsRecord record) throws CoordinationException {
        try (MonitorZnodes znodes = MonitorZnodes.writing(zooKeeper.settings(), SECRET)) {
            znodes.write(record, znodes.settings());
        }
    }

    @Test
    public void withoutARecordTheConfigurationHolds() throws Exception {
        SettingsWatch watch = watch(zooKeeper.session());

        assertThat(watch.get())
                .isEqualTo(new LiveSettings(Duration.ofDays(1), 7_000_000, Duration.ofSeconds(5), Optional.empty()));
    }

    @Test
    public void whatWasStoredHoldsFromTheStartAndTheRestStaysConfigured() throws Exception {
        MonitorSession session = zooKeeper.session();
        write(record(Optional.empty(), Optional.of(Duration.ofHours(6)), Optional.of("ana: month's end")));

        SettingsWatch watch = watch(session);

        assertThat(watch.get())
                .isEqualTo(new LiveSettings(
                        Duration.ofHours(6),
                        7_000_000,
                        Duration.ofSeconds(5),
                        Optional.of("paused by ana: month's end")));
    }

    @Test
    public void changesAreSeenAndSoIsTheirEnd() throws Exception {
        MonitorSession session = zooKeeper.session();
        SettingsWatch watch = watch(session);

        write(record(Optional.of(5L), Optional.empty(), Optional.empty()));
        await().until(() -> watch.get().sweepBytesPerSecond() == 5);
        write(record(Optional.of(0L), Optional.empty(), Optional.empty()));
        await().until(() -> watch.get().sweepBytesPerSecond() == 0);
        session.client().delete().forPath(LAYOUT.monitorSettings());

        await().until(() -> watch.get().equals(configured()));
    }

    @Test
    public void aRecordThatCannotBeUsedPausesAndSaysWhy() throws Exception {
        MonitorSession session = zooKeeper.session();
        SettingsWatch watch = watch(session);

        session.client().create().forPath(LAYOUT.monitorSettings(), "format=9\n".getBytes(StandardCharsets.UTF_8));

        await().until(() -> watch.get().paused().isPresent());
        assertThat(watch.get().paused().orElseThrow())
                .contains("unknown format")
                .contains("hbase-ha replication sweep sets them anew");
        write(record(Optional.empty(), Optional.of(Duration.ofDays(900)), Optional.empty()));
        await().until(() ->
                watch.get().paused().filter(why -> why.contains("sweepPeriod")).isPresent());
        assertThat(watch.get().sweepPeriod()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    public void whatWasReadHoldsWhileZooKeeperIsAway() throws Exception {
        MonitorSession session = zooKeeper.session();
        write(record(Optional.of(5L), Optional.empty(), Optional.empty()));
        SettingsWatch watch = watch(session);

        zooKeeper.server().stop();
        await().until(() -> !session.isConnected());

        assertThat(watch.get().sweepBytesPerSecond()).isEqualTo(5);
        zooKeeper.server().restart();
        write(record(Optional.of(6L), Optional.empty(), Optional.empty()));
        await().until(() -> watch.get().sweepBytesPerSecond() == 6);
    }

    @Test
    public void twoWhoWriteAtOnceDoNotOverwriteEachOther() throws Exception {
        zooKeeper.session();
        try (MonitorZnodes one = MonitorZnodes.writing(zooKeeper.settings(), SECRET)) {
            MonitorZnodes.Stored read = one.settings();
            write(record(Optional.of(5L), Optional.empty(), Optional.empty()));

            assertThatThrownBy(() -> one.write(record(Optional.of(6L), Optional.empty(), Optional.empty()), read))
                    .isInstanceOf(CoordinationException.class)
                    .hasMessageContaining("changed by somebody else");
            MonitorZnodes.Stored again = one.settings();
            write(record(Optional.of(7L), Optional.empty(), Optional.empty()));
            assertThatThrownBy(() -> one.write(record(Optional.of(8L), Optional.empty(), Optional.empty()), again))
                    .hasMessageContaining("changed by somebody else");
            assertThat(one.settings().record().flatMap(LiveSettingsRecord::sweepBytesPerSecond))
                    .contains(7L);
        }
    }

    @Test
    public void readingNeedsNoSecretAndWritingDoes() throws Exception {
        MonitorSession session = zooKeeper.session();
        MonitorRegistration registration =
                zooKeeper.closing(new MonitorRegistration(session, new MonitorAddress("m1", "dr1", 16_072, "0.1.0")));
        registration.start();
        session.client().create().forPath(LAYOUT.monitor("rubbish"), new byte[] {1});
        write(record(Optional.of(5L), Optional.empty(), Optional.empty()));

        try (MonitorZnodes znodes = MonitorZnodes.reading(zooKeeper.settings())) {
            await().until(() -> znodes.monitors().size() == 1);
            assertThat(znodes.monitors()).extracting(MonitorAddress::host).containsExactly("dr1");
            MonitorZnodes.Stored stored = znodes.settings();
            assertThat(stored.record().flatMap(LiveSettingsRecord::sweepBytesPerSecond))
                    .contains(5L);
            assertThatThrownBy(() -> znodes.write(stored.record().orElseThrow(), stored))
                    .isInstanceOf(CoordinationException.class)
                    .hasMessageContaining("secret of this machine");
        }
    }

    @Test
    public void beforeAnyMonitorRanThereIsNothing() throws Exception {
        try (MonitorZnodes znodes = MonitorZnodes.reading(zooKeeper.settings())) {
            assertThat(znodes.monitors()).isEmpty();
            assertThat(znodes.settings().record()).isEmpty();
        }
    }

    @Test
    public void timesThatDoNotFitTogetherAreASentenceWithTheirKeys() {
        Settings settings = Settings.of(
                Map.of("hbase.ha.monitor.sweep.period", "10s", "hbase.ha.monitor.continuous.interval", "1m"));

        assertThatThrownBy(() -> LiveSettings.of(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("hbase.ha.monitor.continuous.interval")
                .hasMessageContaining("hbase.ha.monitor.sweep.period");
    }
}
