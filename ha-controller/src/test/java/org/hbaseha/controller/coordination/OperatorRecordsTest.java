package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.OTHER;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.VICTIM;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Recorder;
import org.hbaseha.controller.detection.Observation.MaintenanceRead;
import org.hbaseha.controller.detection.Observation.OrderSeen;
import org.hbaseha.controller.detection.Observation.OrdersRead;
import org.hbaseha.controller.detection.Observation.WindowSeen;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public final class OperatorRecordsTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(5);

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final Recorder seen = new Recorder();
    private final MonotonicClock clock = MonotonicClock.system();
    private ZooKeeperSession session;
    private OperatorRecords records;

    @Before
    public void connect() throws Exception {
        session = zooKeeper.session(seen);
        records = new OperatorRecords(session);
    }

    private void watch() {
        records.watch(clock, InstantSource.system(), seen);
        assertThat(seen.await(OrdersRead.class).orders()).isEmpty();
        assertThat(seen.await(MaintenanceRead.class).windows()).isEmpty();
    }

    private static OrderRecord order(String hash) {
        return new OrderRecord(OrderRecord.Word.APPROVE, VICTIM, "1-1.1", hash, "ann", "seen it", LONG_AGO, LENGTH);
    }

    private static MaintenanceRecord window(String... servers) {
        return new MaintenanceRecord(List.of(servers), "ben", "ann", "disks", LONG_AGO, LENGTH);
    }

    private List<OrderSeen> orders() {
        return seen.await(OrdersRead.class).orders();
    }

    private List<WindowSeen> windows() {
        return seen.await(MaintenanceRead.class).windows();
    }

    @Test
    public void anOrderIsSeenAtOnceAndUntilItIsRemoved() throws Exception {
        watch();
        MonotonicInstant before = clock.now();

        records.order("b", order("first"));
        records.order("a", order("second"));
        await().until(() -> orders().size() == 2);

        OrderSeen second = orders().get(0);
        assertThat(second.record()).isEqualTo(order("second"));
        assertThat(second.zxid()).isGreaterThan(orders().get(1).zxid());
        assertThat(second.end().since(before))
                .isBetween(LENGTH.minusMillis(50), LENGTH.plus(clock.now().since(before)));
        session.client().delete().forPath(LAYOUT.order("a"));
        session.client().delete().forPath(LAYOUT.order("b"));
        await().until(() -> orders().isEmpty());
    }

    @Test
    public void whoStartsLaterKnowsWhatIsLeft() throws Exception {
        records.startMaintenance("m1", window("host-1"));
        long stored = zooKeeper
                .hbase()
                .checkExists()
                .forPath(LAYOUT.maintenanceWindow("m1"))
                .getCtime();
        await().until(() -> session.zooKeeperMillis() >= stored + 300);
        MonotonicInstant start = clock.now();

        records.watch(clock, InstantSource.system(), seen);
        await().until(() -> seen.last(MaintenanceRead.class).isPresent());

        assertThat(windows().get(0).end().since(start))
                .isLessThan(LENGTH.minusMillis(290).plus(clock.now().since(start)));
        MonotonicInstant end = windows().get(0).end();
        int read = seen.all(MaintenanceRead.class).size();
        await().until(() -> seen.all(MaintenanceRead.class).size() > read);
        assertThat(windows().get(0).end()).isEqualTo(end);
    }

    @Test
    public void aWindowCoversItsServersUntilItIsEnded() throws Exception {
        watch();

        records.startMaintenance("m1", window("host-1"));
        await().until(() -> !windows().isEmpty());
        assertThat(windows().get(0).record().covers(VICTIM)).isTrue();
        assertThat(windows().get(0).record().covers(OTHER)).isFalse();

        records.endMaintenance("m1");
        records.endMaintenance("m1");
        await().until(() -> windows().isEmpty());
    }

    @Test
    public void aWindowThatCannotBeReadCoversAllAndAnOrderThatCannotBeReadSaysNothing() throws Exception {
        watch();
        byte[] later = "format=9\n".getBytes(StandardCharsets.UTF_8);

        session.client().create().forPath(LAYOUT.order("o1"), later);
        session.client().create().forPath(LAYOUT.maintenanceWindow("m1"), later);
        records.order("o2", order("first"));

        await().until(() -> !windows().isEmpty() && !orders().isEmpty());
        assertThat(windows().get(0).record().coversAll()).isTrue();
        assertThat(orders()).extracting(OrderSeen::id).containsExactly("o2");
    }

    @Test
    public void nobodyWithoutTheSecretWritesOne() {
        assertThatThrownBy(() -> zooKeeper
                        .hbase()
                        .create()
                        .forPath(LAYOUT.order("o1"), order("x").encode()))
                .isInstanceOf(KeeperException.NoAuthException.class);
        assertThatThrownBy(() -> zooKeeper.hbase().create().forPath(LAYOUT.maintenanceWindow("m1"), window().encode()))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }
}
