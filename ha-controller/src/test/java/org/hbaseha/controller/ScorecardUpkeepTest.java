package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.hbaseha.controller.coordination.ZooKeeperFixture;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Candidate;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.time.MonotonicClock;
import org.junit.Rule;
import org.junit.Test;

/** The scorecard goes to ZooKeeper and comes back from there, whoever leads. */
public class ScorecardUpkeepTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final List<Observation> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Scorekeeper.Shown>> shown = new AtomicReference<>(Optional.empty());

    private ScorecardUpkeep upkeep(Candidate leader) {
        ScorecardUpkeep upkeep = new ScorecardUpkeep(
                leader.store(), shown::get, MonotonicClock.system(), InstantSource.fixed(NOON), told::add);
        upkeep.start();
        return upkeep;
    }

    private static ScorecardRecord tenHours() {
        return new ScorecardRecord(
                NOON,
                Duration.ofHours(10),
                Duration.ofHours(10),
                Duration.ofHours(10),
                1,
                0,
                0,
                0,
                0,
                0,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                "");
    }

    @Test
    public void aLeaderReadsWhatWasStoredBeforeItWritesAnything() throws Exception {
        Candidate leader = zooKeeper.candidate("c1");
        Epoch epoch = leader.awaitLeads().epoch();
        var unused = leader.store().keepScorecard(tenHours(), epoch);
        shown.set(Optional.of(new Scorekeeper.Shown(epoch, ScorecardRecord.empty(NOON), false)));

        ScorecardUpkeep upkeep = upkeep(leader);
        await().until(() -> !told.isEmpty());
        upkeep.close();

        assertThat(told.get(0)).isInstanceOfSatisfying(Observation.ScorecardRead.class, read -> {
            assertThat(read.epoch()).isEqualTo(epoch);
            assertThat(read.record()).isEqualTo(tenHours());
        });
        assertThat(leader.store().scorecard())
                .as("not overwritten by what is not complete")
                .contains(tenHours());
    }

    @Test
    public void anOrderlyEndKeepsTheLastScore() throws Exception {
        Candidate leader = zooKeeper.candidate("c1");
        Epoch epoch = leader.awaitLeads().epoch();
        shown.set(Optional.of(new Scorekeeper.Shown(epoch, tenHours(), true)));

        upkeep(leader).close();

        assertThat(leader.store().scorecard()).contains(tenHours());
    }

    @Test
    public void whoDoesNotLeadWritesNothing() throws Exception {
        Candidate leader = zooKeeper.candidate("c1");
        Epoch epoch = leader.awaitLeads().epoch();
        shown.set(Optional.of(new Scorekeeper.Shown(new Epoch(epoch.value() + 1), tenHours(), true)));

        upkeep(leader).close();

        assertThat(leader.store().scorecard()).isEmpty();
    }
}
