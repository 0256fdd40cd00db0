package org.hbaseha.controller.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.Test;

/** Schedules worth a name, in the same model: some are too long for chance to find, some show what a reader should know. */
public class GateStoryTest {

    private static void silence(GateWorld world, int rounds) {
        for (int i = 0; i < rounds; i++) {
            world.round((server, seat) -> false);
        }
    }

    private static void promise(GateWorld world, int... seats) {
        for (int seat : seats) {
            world.seats().get(seat).read();
        }
        world.leadersAct();
        world.check();
    }

    private static void expire(GateWorld world, ModelServer server) {
        world.suspect(world.seats().get(0), server);
        for (int i = 0; i < 20; i++) {
            silence(world, 6);
            world.leadersAct();
            promise(world, 0, 1);
        }
    }

    @Test
    public void aFrozenServerIsFoundClosedOneLeaseAfterItsLastAcknowledgement() {
        GateWorld world = Start.EXPIRED.world(Flaw.NONE, true);
        ModelServer victim = world.current().get(0);
        victim.freeze();
        promise(world, 0, 1);
        world.pass(LeaseEnd.wait(GateWorld.LEASE).minusMillis(10));
        world.leadersAct();
        assertThat(world.isOver(victim)).isFalse();

        world.pass(Duration.ofMillis(10));
        world.leadersAct();

        assertThat(world.isOver(victim)).isTrue();
        world.check();
    }

    @Test
    public void whatALeaderBeganBeforeItFrozeIsFinishedByTheNextAndTheFirstChangesNothing() {
        GateWorld world = Start.EXPIRED.world(Flaw.NONE, true);
        ModelServer victim = world.current().get(0);
        ModelSeat first = world.seats().get(0);
        victim.freeze();
        promise(world, 0, 1);
        first.freeze();
        world.lead(world.seats().get(1));
        promise(world, 1, 2);
        assertThat(world.isOver(victim)).isFalse();

        world.pass(LeaseEnd.wait(GateWorld.LEASE));
        world.leadersAct();
        assertThat(world.isOver(victim)).isTrue();
        first.thaw();
        world.suspect(first, world.current().get(1));
        world.leadersAct();

        assertThat(world.hasExpire(world.current().get(1))).isFalse();
        assertThat(first.leader()).isEmpty();
    }

    @Test
    public void itsOwnRecordDoesNotKeepAServerThatIsGone() {
        GateWorld world = Start.STOCK.world(Flaw.NONE, true);
        ModelServer victim = world.current().get(0);
        world.suspect(world.seats().get(0), victim);
        world.leadersAct();
        assertThat(world.hasExpire(victim)).isFalse();

        victim.kill();
        world.seats().get(0).leader().orElseThrow().isGone(victim.name());
        silence(world, 6);
        world.leadersAct();
        world.leadersAct();

        assertThat(world.isOver(victim)).isTrue();
    }

    /** Silence, claim, contact, a release whose answer is lost and another, silence, claim; then ZooKeeper carries out the first release. */
    private static GateWorld releasedLate(Flaw flaw) {
        GateWorld world = Start.LEASED.world(flaw, true);
        ModelServer server = world.current().get(0);
        silence(world, 6);
        server.answer();
        world.round();
        world.round();
        server.loseAnswer();
        world.round();
        server.answer();
        world.round();
        silence(world, 6);
        server.answer();
        server.errands().carryOutStray();
        return world;
    }

    @Test
    public void aReleaseThatIsCarriedOutLateDoesNotTakeTheNextClaimAway() {
        GateWorld world = releasedLate(Flaw.NONE);
        ModelServer server = world.current().get(0);

        expire(world, server);

        assertThat(world.hasExpire(server)).isFalse();
        assertThat(server.isOpen()).isTrue();
    }

    @Test
    public void itWouldIfTheNextClaimHadTheVersionThatTheReleaseNames() {
        GateWorld world = releasedLate(Flaw.REUSES_VERSION);

        assertThatThrownBy(() -> expire(world, world.current().get(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("two servers may serve");
    }
}
