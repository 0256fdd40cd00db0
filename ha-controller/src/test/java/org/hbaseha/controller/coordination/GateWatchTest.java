package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.OTHER;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.VICTIM;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Candidate;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Recorder;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Observation.PromisesSeen;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.Promise;
import org.hbaseha.layout.StockRecord;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public final class GateWatchTest {

    private static final Seats SEATS = Seats.of(Set.of("c1", "c2", "c3"));
    private static final Duration LEASE = Duration.ofMillis(1500);
    private static final GateReport LEASED =
            new GateReport(GateState.LEASED, new GateTerms(SEATS, LEASE).fingerprint());

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final MonotonicClock clock = MonotonicClock.system();
    private Candidate leader;

    /** One controller's words and watch. */
    private final class Seat {
        final Acknowledgements words =
                new Acknowledgements(SEATS, LEASE, clock.now().minus(Duration.ofMinutes(1)));
        final Recorder seen = new Recorder();

        Seat(String name) throws CoordinationException {
            new GateWatch(zooKeeper.session(seen), name, SEATS, words, clock, seen).start();
        }

        boolean grants() {
            return words.grant(VICTIM, clock.now(), LEASED, true, clock.now());
        }

        /** What c1 has promised. */
        Promise promise() {
            LeaseEnd.Seen told = promises().get("c1");
            return Objects.requireNonNull(told).promise();
        }

        Set<String> promised() {
            return promises().keySet();
        }

        private Map<String, LeaseEnd.Seen> promises() {
            return seen.last(PromisesSeen.class)
                    .map(told -> told.promises().get(VICTIM))
                    .orElse(Map.of());
        }
    }

    @Before
    public void lead() throws Exception {
        leader = zooKeeper.candidate("leader");
        leader.awaitLeads();
    }

    private void expire() {
        leader.store.createExpire(VICTIM, leader.awaitLeads().epoch(), EvidenceClass.PAUSED, "silent");
    }

    @Test
    public void everySeatPromisesAndAllAreTold() throws Exception {
        Seat first = new Seat("c1");
        Seat second = new Seat("c2");
        await().until(first::grants);
        await().until(second::grants);

        expire();

        await().until(() -> first.promised().equals(Set.of("c1", "c2")));
        await().until(() -> second.promised().equals(Set.of("c1", "c2")));
        assertThat(first.grants()).isFalse();
        assertThat(second.grants()).isFalse();
        Promise own = first.promise();
        assertThat(own.lastAckAgo()).isLessThan(Duration.ofSeconds(30));
        assertThat(own.newestLeased()).isPresent();
    }

    @Test
    public void whoStartsLateFindsTheRecordBeforeItAcknowledgesAnything() throws Exception {
        expire();

        Seat late = new Seat("c3");
        await().until(() -> late.promised().contains("c3"));

        assertThat(late.grants()).isFalse();
        assertThat(late.words.grant(OTHER, clock.now(), LEASED, true, clock.now()))
                .isTrue();
    }

    @Test
    public void whoHasNotReadTheRecordsAcknowledgesNothing() {
        Acknowledgements words = new Acknowledgements(SEATS, LEASE, clock.now().minus(Duration.ofMinutes(1)));

        assertThat(words.grant(VICTIM, clock.now(), LEASED, true, clock.now())).isFalse();
    }

    @Test
    public void theFirstPromiseOfASeatStands() throws Exception {
        expire();
        Promise before = new Promise(Duration.ofSeconds(7), Optional.of(new MonotonicInstant(1)), Optional.empty(), 0);
        leader.session.client().create().forPath(LAYOUT.gateRecord(VICTIM) + "/c1", before.encode());

        Seat again = new Seat("c1");
        await().until(() -> again.promised().contains("c1"));

        assertThat(again.promise()).isEqualTo(before);
        assertThat(again.grants()).isFalse();
    }

    @Test
    public void aServersOwnClaimAsksForNoPromiseAndWhoHasNoSeatGivesNone() throws Exception {
        leader.session.client().create().forPath(LAYOUT.gateRecord(OTHER), new StockRecord("mine").encode());
        Seat stranger = new Seat("c9");
        Seat first = new Seat("c1");

        expire();
        await().until(() -> stranger.promised().contains("c1"));

        assertThat(stranger.promised()).containsExactly("c1");
        assertThat(stranger.grants()).isFalse();
        assertThat(leader.session.client().getChildren().forPath(LAYOUT.gateRecord(OTHER)))
                .isEmpty();
        assertThat(first.words.grant(OTHER, clock.now(), LEASED, true, clock.now()))
                .isTrue();
    }
}
