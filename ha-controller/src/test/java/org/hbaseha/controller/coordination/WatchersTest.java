package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.OTHER;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.VICTIM;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Recorder;
import org.hbaseha.controller.detection.Observation.ModeStored;
import org.hbaseha.controller.detection.Observation.PauseSeen;
import org.hbaseha.controller.detection.Observation.RegisteredServers;
import org.hbaseha.controller.detection.Observation.SwitchesRead;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.slf4j.Logger;

public final class WatchersTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final Recorder seen = new Recorder();
    private ZooKeeperSession session;
    private Switches switches;

    @Before
    public void connect() throws Exception {
        session = zooKeeper.session(seen);
        switches = new Switches(session, InstantSource.system());
    }

    @Test
    public void tellsOfRegionServersAtOnceWhenOneGoes() throws Exception {
        new RegionServerList(session, MonotonicClock.system(), seen, (server, port) -> {}).start();
        assertThat(seen.await(RegisteredServers.class).servers()).containsExactlyInAnyOrder(VICTIM, OTHER);

        zooKeeper.hbase().delete().forPath(LAYOUT.regionServer(VICTIM));

        await().until(() -> seen.await(RegisteredServers.class).servers().equals(Set.of(OTHER)));
    }

    @Test
    public void tellsTheInfoPortOfEachIncarnationOnce() throws Exception {
        byte[] data = {'P', 'B', 'U', 'F', 1 << 3, (byte) 0x9e, 0x7d};
        zooKeeper.hbase().setData().forPath(LAYOUT.regionServer(OTHER), data);
        List<String> told = new CopyOnWriteArrayList<>();

        new RegionServerList(session, MonotonicClock.system(), seen, (server, port) -> told.add(server + " " + port))
                .start();
        await().until(() -> seen.all(RegisteredServers.class).size() >= 3);

        assertThat(told).containsExactly(OTHER + " 16030");
    }

    @Test
    public void theConfiguredModeCountsUntilOneIsStored() throws Exception {
        switches.watch(mode -> mode.orElse(Mode.AUTOMATIC), MonotonicClock.system(), seen);
        assertThat(seen.await(SwitchesRead.class).mode()).isEqualTo(Mode.AUTOMATIC);

        switches.setMode(Mode.SHADOW, "operator", "upgrade");

        await().until(() -> seen.await(SwitchesRead.class).mode() == Mode.SHADOW);
    }

    @Test
    public void whoSetAModeAndWhyIsToldOnce() throws Exception {
        switches.watch(mode -> mode.orElse(Mode.SHADOW), MonotonicClock.system(), seen);
        switches.setMode(Mode.AUTOMATIC, "ana", "a lab [forced]");
        await().until(() -> !seen.all(ModeStored.class).isEmpty());
        int readings = seen.all(SwitchesRead.class).size();
        await().until(() -> seen.all(SwitchesRead.class).size() >= readings + 2);

        assertThat(seen.all(ModeStored.class))
                .extracting(told -> told.record().reason())
                .containsExactly("a lab [forced]");
    }

    @Test
    public void aPauseIsSeenUntilItsRecordIsGone() throws Exception {
        switches.watch(mode -> mode.orElse(Mode.AUTOMATIC), MonotonicClock.system(), seen);

        switches.pause("operator", "network work", Duration.ofMinutes(5));
        await().until(() -> seen.await(SwitchesRead.class).pause().isPresent());
        PauseRecord pause = seen.await(SwitchesRead.class).pause().orElseThrow().record();
        assertThat(pause.length()).isEqualTo(Duration.ofMinutes(5));

        session.client().delete().forPath(LAYOUT.pause());
        await().until(() -> seen.await(SwitchesRead.class).pause().isEmpty());
    }

    @Test
    public void aPauseLastsItsLengthWhateverTheOperatorsClockSays() throws Exception {
        MonotonicClock clock = MonotonicClock.system();
        switches.watch(mode -> mode.orElse(Mode.AUTOMATIC), clock, seen);
        for (Duration ahead : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            InstantSource operator = InstantSource.offset(InstantSource.system(), ahead);
            MonotonicInstant before = clock.now();

            new Switches(session, operator).pause("operator", "ahead " + ahead, Duration.ofMinutes(5));
            await().until(() -> pauseNow()
                    .filter(pause -> pause.record().reason().equals("ahead " + ahead))
                    .isPresent());

            // ZooKeeper's clock and ours tell milliseconds apart.
            assertThat(pauseNow().orElseThrow().end().since(before))
                    .isBetween(
                            Duration.ofMinutes(5).minusMillis(50),
                            Duration.ofMinutes(5).plus(clock.now().since(before)));
        }
    }

    @Test
    public void whoStartsDuringAPauseKnowsWhatIsLeftOfIt() throws Exception {
        switches.pause("operator", "upgrade", Duration.ofMinutes(5));
        long stored = zooKeeper.hbase().checkExists().forPath(LAYOUT.pause()).getMtime();
        await().until(() -> session.zooKeeperMillis() >= stored + 300);
        MonotonicClock clock = MonotonicClock.system();
        MonotonicInstant start = clock.now();

        switches.watch(mode -> mode.orElse(Mode.AUTOMATIC), clock, seen);
        await().until(() -> pauseNow().isPresent());

        assertThat(pauseNow().orElseThrow().end().since(start))
                .isLessThan(
                        Duration.ofMinutes(5).minusMillis(290).plus(clock.now().since(start)));
        MonotonicInstant end = pauseNow().orElseThrow().end();
        int read = seen.all(SwitchesRead.class).size();
        await().until(() -> seen.all(SwitchesRead.class).size() > read);
        assertThat(pauseNow().orElseThrow().end()).isEqualTo(end);
    }

    private Optional<PauseSeen> pauseNow() {
        return seen.last(SwitchesRead.class).flatMap(SwitchesRead::pause);
    }

    @Test
    public void recordsThatCannotBeReadCountAsTheSafeSide() throws Exception {
        byte[] later = "format=9\n".getBytes(StandardCharsets.UTF_8);
        session.client().create().forPath(LAYOUT.mode(), later);
        session.client().create().forPath(LAYOUT.pause(), later);

        switches.watch(mode -> mode.orElse(Mode.AUTOMATIC), MonotonicClock.system(), seen);

        assertThat(seen.await(SwitchesRead.class).mode()).isEqualTo(Mode.SHADOW);
        assertThat(pauseNow()).isPresent();
    }

    @Test
    public void recordsThatCannotBeReadAreToldOfOnceEach() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        session.client().create().forPath(LAYOUT.mode(), "format=8\n".getBytes(StandardCharsets.UTF_8));
        session.client().create().forPath(LAYOUT.pause(), "format=9\n".getBytes(StandardCharsets.UTF_8));
        Switches watched = new Switches(session, InstantSource.system(), telling(told));

        watched.watch(mode -> mode.orElse(Mode.AUTOMATIC), MonotonicClock.system(), seen);
        await().until(() -> seen.all(SwitchesRead.class).size() >= 3);

        assertThat(told).containsExactly("warn The record of the mode", "warn The record of the pause");
        switches.setMode(Mode.SHADOW, "operator", "repaired");
        session.client().delete().forPath(LAYOUT.pause());
        await().until(() -> told.size() == 4);
        assertThat(told.subList(2, 4))
                .containsExactlyInAnyOrder("info The record of the mode", "info The record of the pause");
    }

    /** A logger that keeps the level and the first argument of each line. */
    private static Logger telling(List<String> told) {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("debug")) {
                        told.add(method.getName() + " "
                                + (arguments[1] instanceof Object[] all ? all[0] : arguments[1]));
                    }
                    return null;
                });
    }

    @Test
    public void theControllersAddressComesBackAfterItWasDeleted() throws Exception {
        ControllerAddress address = new ControllerAddress("id-1", "host-9", 16070, 16071, "0.1");
        ControllerRegistration registration = zooKeeper.closing(new ControllerRegistration(session, address));
        registration.start();
        String path = LAYOUT.controller("id-1");
        await().until(() -> zooKeeper.exists(path));
        assertThat(ControllerAddress.decode(zooKeeper.hbase().getData().forPath(path)))
                .isEqualTo(address);

        session.client().delete().forPath(path);

        await().until(() -> zooKeeper.exists(path));
    }

    @Test
    public void whoEndsAPauseLeavesWordOfIt() throws Exception {
        switches.watch(mode -> mode.orElse(Mode.AUTOMATIC), MonotonicClock.system(), seen);
        switches.pause("operator", "network work", Duration.ofMinutes(5));
        await().until(() -> pauseNow().isPresent());

        switches.resume("ann", "the network works");

        await().until(() -> pauseNow().orElseThrow().record().isEnd());
        PauseSeen end = pauseNow().orElseThrow();
        assertThat(end.record().reason()).isEqualTo("the network works");
        assertThat(end.end().isAfter(MonotonicClock.system().now().plus(Duration.ofMillis(1))))
                .isFalse();
    }
}
