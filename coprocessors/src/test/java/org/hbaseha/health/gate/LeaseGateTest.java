package org.hbaseha.health.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class LeaseGateTest {

    private static final Duration LEASE = Duration.ofMillis(1600);
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final LeaseGate refusing = gate(false);

    private static LeaseGate gate(boolean servesIsolated) {
        return new LeaseGate(new GateSettings(Seats.of(List.of("a", "b", "c")), LEASE, servesIsolated), at(0), WALL);
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }

    /** Ticks each 100 ms; {@code seats} acknowledge each beat as it is sent. */
    private static void run(LeaseGate gate, long from, long to, boolean armed, String... seats) {
        for (long millis = from; millis <= to; millis += 100) {
            assertThat(gate.tick(at(millis), WALL.plusMillis(millis))).isEmpty();
            for (String seat : seats) {
                gate.acknowledged(seat, at(millis), armed, at(millis));
            }
        }
    }

    private static LeaseGate leased() {
        LeaseGate gate = gate(false);
        run(gate, 0, 1000, true, "a", "b", "c");
        return gate;
    }

    private static boolean isOpen(LeaseGate gate, long millis) {
        return at(millis).isBefore(gate.openUntil());
    }

    @Test
    public void servesForEverUntilAMajorityArmsIt() {
        run(refusing, 0, 500, true, "a");
        assertThat(refusing.report().state()).isEqualTo(GateState.OPEN);
        assertThat(isOpen(refusing, 1_000_000)).isTrue();

        run(refusing, 600, 600, true, "a", "b");

        assertThat(refusing.report().state()).isEqualTo(GateState.LEASED);
    }

    @Test
    public void theLeaseCountsFromTheSendingOfTheBeatThatTheMajorityAcknowledged() {
        LeaseGate gate = leased();
        gate.acknowledged("a", at(1100), true, at(1500));
        assertThat(isOpen(gate, 2599)).isTrue();
        assertThat(isOpen(gate, 2600)).isFalse();

        gate.acknowledged("b", at(1200), true, at(1500));

        assertThat(isOpen(gate, 2699)).isTrue();
        assertThat(isOpen(gate, 2700)).isFalse();
    }

    @Test
    public void aControllerWithoutASeatCountsForNothing() {
        run(refusing, 0, 1000, true, "a", "d", "e");

        assertThat(refusing.report().state()).isEqualTo(GateState.OPEN);
    }

    @Test
    public void aMajorityThatDisarmsOpensIt() {
        LeaseGate gate = leased();

        run(gate, 1100, 1100, false, "a", "b");

        assertThat(gate.report().state()).isEqualTo(GateState.OPEN);
    }

    @Test
    public void goesForTheRecordAfterHalfALeaseAndServesOnWhenItWins() {
        LeaseGate gate = leased();
        run(gate, 1100, 1800, true);

        assertThat(gate.tick(at(1801), WALL.plusMillis(1801))).contains(new GateOrder.Claim());
        gate.claimed(at(1810));

        assertThat(gate.report().state()).isEqualTo(GateState.STOCK);
        assertThat(isOpen(gate, 100_000)).isTrue();
    }

    @Test
    public void givesTheRecordBackOnlyWhenItIsLeasedAgain() {
        LeaseGate gate = leased();
        run(gate, 1100, 1800, true);
        assertThat(gate.tick(at(1801), WALL.plusMillis(1801))).isPresent();
        gate.claimed(at(1810));
        run(gate, 1900, 2500, true, "a");

        gate.acknowledged("b", at(2500), true, at(2510));

        assertThat(gate.report().state()).isEqualTo(GateState.LEASED);
        assertThat(gate.tick(at(2600), WALL.plusMillis(2600))).contains(new GateOrder.Release());
        gate.released(at(2610));
        run(gate, 2700, 3000, true, "a", "b");
    }

    @Test
    public void haltsWhenItFindsItsOwnExpire() {
        LeaseGate gate = leased();
        run(gate, 1100, 1800, true);
        assertThat(gate.tick(at(1801), WALL.plusMillis(1801))).isPresent();

        gate.expired(at(1810));

        assertThat(isOpen(gate, 1810)).isFalse();
        assertThat(gate.tick(at(1900), WALL.plusMillis(1900))).contains(new GateOrder.Halt());
        gate.acknowledged("a", at(1900), true, at(1901));
        gate.acknowledged("b", at(1900), true, at(1901));
        assertThat(isOpen(gate, 1902)).isFalse();
    }

    @Test
    public void refusesAfterAStandstillUntilSomebodyAnswersWhatWasSentSince() {
        LeaseGate gate = leased();
        assertThat(gate.tick(at(1901), WALL.plusMillis(1901))).contains(new GateOrder.Claim());
        gate.unanswered();
        gate.acknowledged("a", at(1000), true, at(1902));
        gate.acknowledged("b", at(1000), true, at(1902));
        assertThat(isOpen(gate, 1903)).as("what was sent before the standstill").isFalse();

        gate.acknowledged("a", at(1950), true, at(1951));
        gate.acknowledged("b", at(1950), true, at(1951));

        assertThat(isOpen(gate, 1952)).isTrue();
    }

    @Test
    public void aJumpOfTheWallClockIsAStandstillThatOurClockDidNotSee() {
        LeaseGate gate = leased();

        assertThat(gate.tick(at(1100), WALL.plusSeconds(3600))).contains(new GateOrder.Claim());

        assertThat(isOpen(gate, 1100)).isFalse();
    }

    @Test
    public void anAnswerThatWasAskedForBeforeAStandstillIsAskedForAgain() {
        LeaseGate gate = leased();
        run(gate, 1100, 1800, true);
        assertThat(gate.tick(at(1801), WALL.plusMillis(1801))).isPresent();

        gate.claimed(at(60_000));

        assertThat(gate.report().state()).isEqualTo(GateState.LEASED);
        assertThat(isOpen(gate, 60_000)).isFalse();
        assertThat(gate.tick(at(60_001), WALL.plusMillis(60_001))).contains(new GateOrder.Claim());
    }

    @Test
    public void servesOnInIsolationUntilZooKeepersSilenceReachesTheSession() {
        LeaseGate gate = gate(true);
        gate.zooKeeperHeard(Duration.ofSeconds(40), at(900));
        run(gate, 0, 1000, true, "a", "b", "c");
        run(gate, 1100, 1800, true);
        assertThat(gate.tick(at(1801), WALL.plusMillis(1801))).isPresent();
        gate.unanswered();
        for (long millis = 1_900; millis < 40_900; millis += 500) {
            assertThat(gate.tick(at(millis), WALL.plusMillis(millis))).isPresent();
            assertThat(isOpen(gate, millis)).isTrue();
            gate.unanswered();
        }

        assertThat(isOpen(gate, 40_899)).isTrue();
        assertThat(isOpen(gate, 40_900)).isFalse();
    }

    @Test
    public void aRequestThatComesBeforeTheFirstTickAfterAStandstillInIsolationIsRefused() {
        LeaseGate gate = gate(true);
        gate.zooKeeperHeard(Duration.ofSeconds(40), at(900));
        run(gate, 0, 1000, true, "a", "b", "c");
        run(gate, 1100, 1800, true);
        assertThat(gate.tick(at(1801), WALL.plusMillis(1801))).isPresent();

        assertThat(isOpen(gate, 2600)).as("its lease is over by then").isTrue();
        assertThat(isOpen(gate, 20_000)).isFalse();
    }

    @Test
    public void doesNotServeInIsolationAfterAStandstill() {
        LeaseGate gate = gate(true);
        gate.zooKeeperHeard(Duration.ofSeconds(40), at(900));
        run(gate, 0, 1000, true, "a", "b", "c");

        assertThat(gate.tick(at(5000), WALL.plusMillis(5000))).isPresent();

        assertThat(isOpen(gate, 5000)).isFalse();
    }

    @Test
    public void refusesInIsolationWhereThatIsConfigured() {
        LeaseGate gate = leased();
        gate.zooKeeperHeard(Duration.ofSeconds(40), at(1000));
        run(gate, 1100, 1800, true);
        assertThat(gate.tick(at(1801), WALL.plusMillis(1801))).isPresent();

        assertThat(isOpen(gate, 2599)).isTrue();
        assertThat(isOpen(gate, 2600)).isFalse();
    }

    @Test
    public void termsAreTheSameWhateverTheOrderOfSeats() {
        assertThat(fingerprint(1500, "b", "a"))
                .isEqualTo(fingerprint(1500, "a", "b"))
                .isNotEqualTo(fingerprint(1500, "a", "c"))
                .isNotEqualTo(fingerprint(1501, "a", "b"))
                .isNotEqualTo(fingerprint(10_000, "a", "b"))
                .isNotZero();
        assertThat(fingerprint(1500)).isZero();
        assertThat(Seats.of(List.of("a")).majority()).isEqualTo(1);
        assertThat(Seats.of(List.of("a", "b", "c")).majority()).isEqualTo(2);
    }

    private static int fingerprint(long leaseMillis, String... seats) {
        return new GateTerms(Seats.of(List.of(seats)), Duration.ofMillis(leaseMillis)).fingerprint();
    }
}
