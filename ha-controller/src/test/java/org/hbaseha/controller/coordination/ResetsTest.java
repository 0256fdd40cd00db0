package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Recorder;
import org.hbaseha.controller.detection.Observation.BreakerReset;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public final class ResetsTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final Recorder seen = new Recorder();
    private final MonotonicClock clock = MonotonicClock.system();
    private ZooKeeperSession session;
    private Resets resets;

    @Before
    public void connect() throws Exception {
        session = zooKeeper.session(seen);
        resets = new Resets(session, InstantSource.system());
    }

    private List<BreakerReset> told() {
        return seen.all(BreakerReset.class);
    }

    @Test
    public void aResetIsToldOnce() throws Exception {
        resets.watch(clock, seen);
        MonotonicInstant before = clock.now();

        resets.reset("mass-silence", "ana", "the rack is lost");
        await().until(() -> told().size() == 1);
        resets.reset("flapping", "ana", "new cable");
        await().until(() -> told().size() >= 2);

        assertThat(told()).extracting(BreakerReset::breaker).containsExactly("mass-silence", "flapping");
        assertThat(told().get(0).record().reason()).isEqualTo("the rack is lost");
        assertThat(told().get(0).stored().since(before)).isBetween(Duration.ofMillis(-50), Duration.ofSeconds(5));
    }

    @Test
    public void anotherResetOfTheSameBreakerIsToldAgain() throws Exception {
        resets.watch(clock, seen);

        resets.reset("flapping", "ana", "first");
        await().until(() -> told().size() == 1);
        resets.reset("flapping", "ana", "second");
        await().until(() -> told().size() == 2);

        assertThat(told()).extracting(told -> told.record().reason()).containsExactly("first", "second");
    }

    @Test
    public void whoStartsLaterKnowsHowLongAgoAResetWas() throws Exception {
        resets.reset("expiry-rate", "ana", "planned work");
        long stored = zooKeeper
                .hbase()
                .checkExists()
                .forPath(LAYOUT.reset("expiry-rate"))
                .getMtime();
        await().until(() -> session.zooKeeperMillis() >= stored + 300);

        new Resets(session, InstantSource.system()).watch(clock, seen);
        await().until(() -> told().size() == 1);

        assertThat(clock.now().since(told().get(0).stored())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    public void aRecordThatCannotBeReadResetsNothingAndNoOther() throws Exception {
        session.client().create().creatingParentsIfNeeded().forPath(LAYOUT.reset("a-broken-one"), new byte[] {1, 2});
        resets.watch(clock, seen);

        resets.reset("flapping", "ana", "new cable");
        await().until(() -> !told().isEmpty());

        assertThat(told()).extracting(BreakerReset::breaker).containsExactly("flapping");
    }
}
