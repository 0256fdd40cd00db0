package org.hbaseha.monitor.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.monitor.coordination.ZooKeeperFixture.LAYOUT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.ZooKeeper;
import org.junit.Rule;
import org.junit.Test;

public final class PairElectionTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    /** What all candidates were told, in order. */
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final class Candidate {
        final MonitorSession session;
        final PairElection election;
        final AtomicBoolean breaks = new AtomicBoolean();

        Candidate(String id, String peer) throws Exception {
            session = zooKeeper.session();
            election = zooKeeper.closing(new PairElection(session, id, peer, new PairElection.Listener() {
                @Override
                public void elected() {
                    told.add(id + " elected");
                    if (breaks.get()) {
                        throw new IllegalStateException("a bug");
                    }
                }

                @Override
                public void deposed(String why) {
                    told.add(id + " deposed: " + why);
                }
            }));
        }

        Candidate started() {
            election.start();
            return this;
        }

        Candidate awaitElected() {
            await().until(election::isElected);
            return this;
        }
    }

    @Test
    public void oneOfTwoWorksAndBothKnowWho() throws Exception {
        Candidate first = new Candidate("m1", "dr").started().awaitElected();
        Candidate second = new Candidate("m2", "dr").started();

        await().until(() -> second.election.worker().equals(Optional.of("m1")));
        assertThat(first.election.worker()).contains("m1");
        assertThat(second.election.isElected()).isFalse();
        assertThat(told).containsExactly("m1 elected");
    }

    @Test
    public void pairsAreElectedForApart() throws Exception {
        new Candidate("m1", "dr").started().awaitElected();
        new Candidate("m2", "far").started().awaitElected();

        assertThat(told).containsExactly("m1 elected", "m2 elected");
    }

    @Test
    public void whoeverClosesHasStoppedBeforeTheNextBegins() throws Exception {
        Candidate first = new Candidate("m1", "dr").started().awaitElected();
        Candidate second = new Candidate("m2", "dr").started();
        await().until(() -> second.election.worker().equals(Optional.of("m1")));

        first.election.close();

        assertThat(told).startsWith("m1 elected", "m1 deposed: this monitor stops working on it");
        second.awaitElected();
        assertThat(told).hasSize(3).last().isEqualTo("m2 elected");
    }

    @Test
    public void aLostSessionDeposesAndAnotherOneWorks() throws Exception {
        Candidate first = new Candidate("m1", "dr").started().awaitElected();
        Candidate second = new Candidate("m2", "dr").started();
        await().until(() -> second.election.worker().equals(Optional.of("m1")));

        expire(first.session);

        second.awaitElected();
        await().until(() -> told.contains("m1 deposed: its ZooKeeper session was lost"));
        await().until(() -> first.election.worker().equals(Optional.of("m2")));
    }

    /** Another connection takes the session over and ends it. */
    private void expire(MonitorSession session) throws Exception {
        ZooKeeper theirs = session.client().getZookeeperClient().getZooKeeper();
        ZooKeeper same =
                new ZooKeeper(zooKeeper.connect(), 4000, event -> {}, theirs.getSessionId(), theirs.getSessionPasswd());
        await().until(() -> same.getState() == ZooKeeper.States.CONNECTED);
        same.close();
    }

    @Test
    public void aHiccupShorterThanTheSessionTakesThePairFromNobody() throws Exception {
        Candidate first = new Candidate("m1", "dr").started().awaitElected();

        zooKeeper.server().restart();

        await().until(() -> !first.session.isConnected());
        assertThat(first.election.worker()).contains("m1");
        await().until(first.session::isConnected);
        assertThat(first.election.isElected()).isTrue();
        assertThat(told).containsExactly("m1 elected");
    }

    @Test
    public void aZooKeeperThatStaysAwayDeposes() throws Exception {
        new Candidate("m1", "dr").started().awaitElected();

        zooKeeper.server().stop();

        await().until(() -> told.contains("m1 deposed: its ZooKeeper session was lost"));
    }

    @Test
    public void aPlaceThatSomebodyDeletedIsGivenUpAndTakenAnew() throws Exception {
        Candidate first = new Candidate("m1", "dr").started().awaitElected();
        Candidate second = new Candidate("m2", "dr").started();
        await().until(() -> second.election.worker().equals(Optional.of("m1")));
        String latch = LAYOUT.pairLatch("dr");
        String lowest = zooKeeper.world().getChildren().forPath(latch).stream()
                .min(java.util.Comparator.comparing(name -> name.substring(name.lastIndexOf('-'))))
                .orElseThrow();

        first.session.client().delete().forPath(latch + "/" + lowest);

        second.awaitElected();
        await().until(() -> told.contains("m1 deposed: its place in ZooKeeper is gone"));
        await().until(() -> first.election.worker().equals(Optional.of("m2")));
        second.election.close();
        first.awaitElected();
    }

    @Test
    public void whoeverCannotBeginLetsAnotherOneTry() throws Exception {
        Candidate first = new Candidate("m1", "dr");
        first.breaks.set(true);
        first.started();
        await().until(() -> told.contains("m1 deposed: work on it could not begin"));

        Candidate second = new Candidate("m2", "dr").started();

        second.awaitElected();
        assertThat(first.election.isElected()).isFalse();
    }

    @Test
    public void whoeverClosesAfterABugDoesNotQueueAgain() throws Exception {
        Candidate first = new Candidate("m1", "dr");
        first.breaks.set(true);
        first.started();
        await().until(() -> told.contains("m1 deposed: work on it could not begin"));

        long begun = System.nanoTime();
        first.election.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(told).hasSize(2);
    }

    @Test
    public void whatTheElectionMakesIsOurs() throws Exception {
        new Candidate("m1", "dr").started().awaitElected();

        for (String path : List.of(LAYOUT.monitoredPairs() + "/dr", LAYOUT.pairLatch("dr"))) {
            assertThat(zooKeeper.world().getACL().forPath(path))
                    .as(path)
                    .extracting(acl -> acl.getPerms() + " " + acl.getId().getScheme())
                    .containsExactlyInAnyOrder("31 digest", "1 world");
        }
    }

    @Test
    public void closingWithoutZooKeeperDoesNotHang() throws Exception {
        Candidate first = new Candidate("m1", "dr").started().awaitElected();
        zooKeeper.server().stop();
        await().until(() -> !first.session.isConnected());

        long begun = System.nanoTime();
        first.election.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(told).contains("m1 deposed: this monitor stops working on it");
    }
}
